export { arrivalAt, dayCounts, WEEKDAY_SHARES } from './arrivals.ts';
export { createRandom, type Random } from './random.ts';
