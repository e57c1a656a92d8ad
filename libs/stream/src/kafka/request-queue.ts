/** What is used of the queue that kafkajs keeps for the requests of each connection. */
export interface RequestQueue {
  readonly pending: readonly unknown[];
  /** Epoch ms; -1 where the broker has never asked to be spared. */
  readonly throttledUntil: number;
  throttleCheckTimeoutId: ReturnType<typeof setTimeout> | null;
  checkPendingRequests(): void;
  scheduleCheckPendingRequests(): void;
}

/** So often requests that wait for others are looked at again, ms: as kafkajs does. */
const LOOK_MS = 10;

/**
 * Makes the queues look again only while requests wait. kafkajs plans another look after each, even where nothing waits, at the end
 * of a throttling that never was: so long ago that Node takes it for a millisecond from now. So every connection woke its process a
 * thousand times a second for as long as it lived (https://github.com/tulios/kafkajs/issues/1751). A request that has to wait plans
 * a look itself, and every answer is one.
 */
export function lookWhileRequestsWait(queues: { readonly prototype: RequestQueue }): void {
  queues.prototype.scheduleCheckPendingRequests = function (): void {
    if (this.throttleCheckTimeoutId !== null || this.pending.length === 0) return;
    const throttledMs = this.throttledUntil - Date.now();
    const look = (): void => {
      this.throttleCheckTimeoutId = null;
      this.checkPendingRequests();
    };
    this.throttleCheckTimeoutId = setTimeout(look, throttledMs > 0 ? throttledMs : LOOK_MS);
  };
}
