/** A due time in the state: a waiting lead's deadline or next step, or the end of a held follow-up. */
export interface Timer {
  readonly at: number;
  readonly kind: 'deadline' | 'held' | 'step';
  readonly id: string;
}

/** Binary heap of timers in the order (at, kind, id). A timer whose cause is gone does nothing when it fires. */
export type Timers = Timer[];

export const createTimers = (): Timers => [];

const textOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function order(a: Timer, b: Timer): number {
  return a.at - b.at || textOrder(a.kind, b.kind) || textOrder(a.id, b.id);
}

function swap(heap: Timers, a: number, b: number): void {
  const held = heap[a] as Timer;
  heap[a] = heap[b] as Timer;
  heap[b] = held;
}

/** Adds a timer. */
export function schedule(heap: Timers, timer: Timer): void {
  heap.push(timer);
  for (let child = heap.length - 1; child > 0;) {
    const parent = (child - 1) >> 1;
    if (order(heap[parent] as Timer, heap[child] as Timer) <= 0) return;
    swap(heap, parent, child);
    child = parent;
  }
}

/** Takes the first timer out. */
export function unschedule(heap: Timers): void {
  swap(heap, 0, heap.length - 1);
  heap.pop();
  for (let parent = 0; ;) {
    const left = 2 * parent + 1;
    const right = left + 1;
    let least = parent;
    if (left < heap.length && order(heap[left] as Timer, heap[least] as Timer) < 0) least = left;
    if (right < heap.length && order(heap[right] as Timer, heap[least] as Timer) < 0) least = right;
    if (least === parent) return;
    swap(heap, parent, least);
    parent = least;
  }
}
