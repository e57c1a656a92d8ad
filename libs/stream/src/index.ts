export type * from './port.ts';
export { PoisonRecord } from './port.ts';
export { type Stage, Transient } from './stage.ts';
