export { computePrices, type Priced } from './compute.ts';
export { capacityPrices } from './dual.ts';
export { pastOf } from './past.ts';
