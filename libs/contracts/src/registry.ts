import confluent from '@kafkajs/confluent-schema-registry';
import type { Type } from 'avsc';
import { CodecFailure } from './failure.ts';
import { SCHEMAS } from './generated/schemas.ts';
import { LeadlineError } from './errors.ts';
import { agentFor, ask, type HttpAccess, type HttpRequest } from './http.ts';
import { registryUnavailable } from './registry-unavailable.ts';
import type { Login, Tls } from './transport.ts';
import type { RecordName } from './types.ts';

export interface RegistryOptions {
  /** Base URL of the Confluent-compatible API. */
  readonly registryUrl: string;
  /** Longest wait for one answer, ms. Default 5000. */
  readonly timeoutMs?: number;
  /** Certificates, for an address with https. */
  readonly tls?: Tls;
  /** HTTP basic authentication. */
  readonly login?: Login;
}

/** Subject of a record: its fully qualified name (RecordNameStrategy). */
const subjectOf = (record: RecordName): string => `${SCHEMAS[record].namespace}.${record}`;

/** A subject of the registry, as far as a release can be compared with it. */
export interface SubjectView {
  readonly subject: string;
  /** Compatibility that holds for it; null: the registry does not say. */
  readonly level: string | null;
  readonly latest: { readonly id: number; readonly version: number; readonly schema: string };
}

type Client = InstanceType<typeof confluent.SchemaRegistry>;

/**
 * The registry with a time limit. Without one, a hanging registry hangs the client for ever, and its share of requests
 * in flight passes the hang on to later calls: so the request itself is aborted, not only the wait for it.
 */
export class Registry {
  readonly #url: string;
  readonly #access: HttpAccess;
  readonly #agent: ReturnType<typeof agentFor>;
  readonly #client: Client;

  constructor({ registryUrl, timeoutMs = 5000, ...access }: RegistryOptions) {
    const { tls, login } = access;
    this.#url = registryUrl.replace(/\/$/, '');
    this.#access = { ...access, timeoutMs };
    this.#agent = agentFor(tls);
    this.#client = new confluent.SchemaRegistry({
      host: this.#url,
      retry: { retries: 0 },
      ...(login === undefined ? {} : { auth: { username: login.user, password: login.password } }),
      ...(this.#agent === null ? {} : { agent: this.#agent }),
      middlewares: [
        () => ({
          prepareRequest: async (next) => (await next()).enhance({ signal: AbortSignal.timeout(timeoutMs) }),
        }),
      ],
    });
  }

  /** Id under which today's schema of the record is registered. Throws {@link CodecFailure}, transient. */
  async idOf(record: RecordName): Promise<number> {
    try {
      return await this.#client.getRegistryIdBySchema(subjectOf(record), wireSchema(record));
    } catch (cause) {
      // The client gives a 404 a class of its own, and a dead registry a "status 400".
      const missing = cause instanceof Error && cause.name === 'ConfluentSchemaRegistryError';
      if (missing && (await this.#answers(`/subjects/${subjectOf(record)}/versions`)))
        throw new CodecFailure(
          'transient',
          'LEADLINE_SCHEMA_NOT_REGISTERED',
          `The schema of ${record} is not in the registry.`,
          { where: record, cause },
        );
      throw this.#unavailable(cause);
    }
  }

  /** Writer schema of an id; null if the registry itself says that it has none. Throws {@link CodecFailure}, transient. */
  async typeOf(id: number): Promise<Type | null> {
    try {
      return (await this.#client.getSchema(id)) as Type;
    } catch (cause) {
      if (await this.#answers(`/schemas/ids/${id}`)) return null;
      throw this.#unavailable(cause);
    }
  }

  /** Registers today's schema. The level is set before, too: the client sets it for new subjects only. */
  async register(record: RecordName): Promise<number> {
    const subject = subjectOf(record);
    const compatibility = confluent.COMPATIBILITY.FULL_TRANSITIVE;
    await this.#request(`/config/${subject}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ compatibility }),
    });
    try {
      return (await this.#client.register(wireSchema(record), { subject, compatibility })).id;
    } catch (cause) {
      const refused =
        cause instanceof Error && 'status' in cause && (cause.status === 409 || cause.status === 422);
      if (!refused) throw this.#unavailable(cause);
      throw new LeadlineError('LEADLINE_SCHEMA_INCOMPATIBLE', `${record}: ${cause.message}`, {
        where: record,
        cause,
      });
    }
  }

  /** What the registry holds of a record; null: nothing. Throws {@link CodecFailure}, transient. */
  async subject(record: RecordName): Promise<SubjectView | null> {
    const path = `/subjects/${subjectOf(record)}/versions/latest`;
    const latest = await this.#read<SubjectView['latest']>(path);
    if (latest === null) return null;
    const config = await this.#read<{ readonly compatibilityLevel?: string }>(
      `/config/${subjectOf(record)}?defaultToGlobal=true`,
    );
    return { subject: subjectOf(record), level: config?.compatibilityLevel ?? null, latest };
  }

  /** The registry's clock, epoch ms, whole seconds; null: it does not tell. Throws {@link CodecFailure}, transient. */
  async clock(): Promise<number | null> {
    const date = (await this.#request('/subjects')).headers.get('date');
    return date === null ? null : Date.parse(date);
  }

  /** JSON below a path; null if there is nothing. */
  async #read<T>(path: string): Promise<T | null> {
    const response = await this.#request(path);
    if (response.ok) return (await response.json()) as T;
    if (response.status === 404) return null;
    throw this.#unavailable(new Error(`status ${response.status} at ${path}`));
  }

  /** Whether a 404 comes from a registry: only that carries an error_code (a proxy's does not). */
  async #answers(path: string): Promise<boolean> {
    const response = await this.#request(path);
    if (response.ok) return path.startsWith('/subjects');
    if (response.status !== 404) return false;
    const body = (await response.json().catch(() => null)) as { error_code?: unknown } | null;
    return typeof body?.error_code === 'number';
  }

  readonly #unavailable = (cause: unknown) =>
    registryUnavailable({ url: this.#url, tls: this.#access.tls }, cause);

  async #request(path: string, request: HttpRequest = {}): Promise<Response> {
    try {
      return await ask(this.#url + path, request, this.#access, this.#agent);
    } catch (cause) {
      throw this.#unavailable(cause);
    }
  }
}

/** The client takes an avsc schema; ours are plain JSON with marks, which registries keep. */
const wireSchema = (record: RecordName) => ({
  type: confluent.SchemaType.AVRO as const,
  schema: JSON.stringify(SCHEMAS[record]),
});
