import {
  createWorkspace,
  foldEvent,
  type FoldResult,
  type LogEvent,
  type WorkspaceState,
} from '../src/index.ts';
import { contextAt } from './scenario.ts';

/** A log, its state, and what its events have brought about. */
export interface Log {
  readonly state: WorkspaceState;
  readonly events: (readonly [event: LogEvent, at: number])[];
  readonly results: FoldResult[];
}

/** Several workspaces of one tenant; what one sends to another lies on its log when it is delivered. */
export interface Workspaces {
  readonly of: (workspace: string) => Log;
  /** Moves the broker's clock, which is one for all. */
  readonly now: (at: number) => Workspaces;
  /** Folds events, each in the workspace that is named; returns the result of the last. */
  readonly send: (workspace: string, ...events: readonly LogEvent[]) => FoldResult;
  /** Delivers what has been sent, one by one, at most so many; returns whether there was something. */
  readonly deliver: (most?: number) => boolean;
  /** Sent and not yet delivered. */
  readonly underWay: () => readonly LogEvent[];
  readonly all: () => ReadonlyMap<string, Log>;
}

export function workspaces(start: number): Workspaces {
  const logs = new Map<string, Log>();
  const queue: LogEvent[] = [];
  let at = start;
  const of = (workspace: string): Log => {
    const log = logs.get(workspace) ?? {
      state: createWorkspace('default', workspace),
      events: [],
      results: [],
    };
    logs.set(workspace, log);
    return log;
  };
  const fold = (event: LogEvent): FoldResult => {
    const { state, events, results } = of(event.value.workspace);
    const result = foldEvent(state, event, contextAt(events.length, at));
    events.push([event, at]);
    results.push(result);
    queue.push(...result.sent);
    return result;
  };
  const self: Workspaces = {
    of,
    now: (to) => {
      at = to;
      return self;
    },
    send: (workspace, ...sent) =>
      sent
        .map((event) => fold({ ...event, value: { ...event.value, workspace } } as LogEvent))
        .at(-1) as FoldResult,
    deliver: (most = Infinity) => {
      let delivered = 0;
      for (; delivered < most && queue.length > 0; delivered += 1) fold(queue.shift() as LogEvent);
      return delivered > 0;
    },
    underWay: () => queue,
    all: () => logs,
  };
  return self;
}
