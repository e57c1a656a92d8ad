import type { ModelReleased } from '@leadline/contracts';

/** Tenant of a release that holds for every tenant without one of its own. */
export const EVERYBODY = '*';

/**
 * Who has which model in charge, by what lies on `model.released`, in its order. The same records give the same answer
 * everywhere; one that comes again changes nothing.
 */
export class ReleaseLog {
  readonly #events = new Map<string, ModelReleased>();

  add(event: ModelReleased): void {
    if (!this.#events.has(event.eventId)) this.#events.set(event.eventId, event);
  }

  /** The oldest first. */
  get events(): readonly ModelReleased[] {
    return [...this.#events.values()];
  }

  /** What was last said for each tenant and for {@link EVERYBODY}: a version, or null for none. */
  scopes(): ReadonlyMap<string, string | null> {
    return new Map(this.events.map(({ tenant, version }) => [tenant, version]));
  }

  /** Version that scores the tenant's leads; null: none was released for it. */
  inCharge(tenant: string): string | null {
    const scopes = this.scopes();
    return scopes.get(tenant) ?? scopes.get(EVERYBODY) ?? null;
  }

  /**
   * What a rollback goes back to: the release before the last one that was not taken back; null: none of this tenant's.
   * Undefined if there is nothing to take back.
   */
  former(tenant: string): string | null | undefined {
    const standing: (string | null)[] = [];
    for (const event of this.events.filter((one) => one.tenant === tenant))
      if (event.action === 'rollback') standing.pop();
      else standing.push(event.version);
    return standing.length === 0 ? undefined : (standing.at(-2) ?? null);
  }

  /** Whether somebody has put the model in charge against its card. */
  isForced(version: string): boolean {
    return this.events.some((event) => event.version === version && event.forced);
  }
}
