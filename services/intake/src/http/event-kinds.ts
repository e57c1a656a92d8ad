import type { EventKind } from './event-kind.ts';
import { engagements } from './kind-engagements.ts';
import { reps } from './kind-reps.ts';
import { policies } from './kind-policies.ts';
import { clock, commands, prices, workspaces } from './kinds-control.ts';
import { accounts, deals, outcomes } from './kinds-crm.ts';

/** Everything that POST /v1/<path> accepts beside leads. */
export const EVENT_KINDS: readonly EventKind[] = [
  reps,
  accounts,
  deals,
  outcomes,
  commands,
  policies,
  prices,
  workspaces,
  clock,
  engagements,
];
