import { engine1 } from './engine-1.ts';
import { engine2 } from './engine-2.ts';
import type { Weighing } from './question.ts';

/** All engines that ever decided, by number: each stays for as long as a capsule of it may be decided again. */
export const ENGINES: Readonly<Record<number, Weighing>> = { 1: engine1, 2: engine2 };
