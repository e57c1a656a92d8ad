import { type Emit, LeadlineError } from '@leadline/contracts';
import { parsePolicy, type Policy, policyBody } from '@leadline/domain';
import { readPolicy, releasedText } from '@leadline/policy';
import { z } from 'zod';
import { identify, kind } from './event-kind.ts';
import { eventId, maybeWhen, text, workspace } from './fields.ts';

/** Characters of a policy as it is released: it stands on the log, in the state and in what capsules name. */
const MOST_BODY = 600_000;

export const policies = kind({
  path: 'policies',
  scope: 'policies:write',
  author: 'actor',
  summary: 'A routing policy that holds from here on: its settings, or a policy file.',
  schema: z
    .strictObject({
      eventId,
      workspace,
      version: z
        .string()
        .trim()
        .min(1)
        .max(100)
        .optional()
        .describe('Name of the release. Without it: that in the policy.'),
      policy: z
        .record(z.string(), z.unknown())
        .optional()
        .describe('The settings; whatever it leaves out has its default.'),
      file: z
        .string()
        .min(1)
        .max(200_000)
        .optional()
        .describe('Instead of `policy`: the text of a policy file (YAML, docs/policy.md).'),
      actor: text('Who releases it; an id, no name.', 200),
      reason: text('Why.'),
      occurredAt: maybeWhen('When. Without it: now.'),
    })
    .refine(({ policy, file }) => (policy === undefined) !== (file === undefined), {
      path: ['policy'],
      message: 'there must be either policy or file',
    })
    .meta({ id: 'Policy' }),
  records({ version, file = null, ...body }, scope) {
    const policy = file === null ? ofSettings(JSON.stringify(body.policy), version) : ofFile(file, version);
    const { actor, reason } = body;
    const said = {
      workspace: body.workspace,
      version: policy.version,
      body: bodyOf(policy),
      actor,
      reason,
      file: file === null ? null : releasedText(file),
    };
    const occurredAt = body.occurredAt ?? scope.now;
    const release = identify('PolicyReleased', { ...said, occurredAt, eventId: body.eventId }, scope);
    const value = { ...said, tenant: scope.tenant, occurredAt, eventId: release };
    const emit = { record: 'PolicyReleased', key: body.workspace, value } as const;
    // What was released is on record before it can take effect.
    const emits: Emit[] = [
      { topic: 'policy.released', ...emit },
      { topic: 'assignment.in', ...emit },
    ];
    return { emits, answer: { eventId: release, version: policy.version } };
  },
});

function bodyOf(policy: Policy): string {
  const body = policyBody(policy);
  if (body.length <= MOST_BODY) return body;
  throw new LeadlineError(
    'LEADLINE_INTAKE_INVALID',
    `The policy takes ${body.length} characters, ${MOST_BODY} at most are taken: have fewer or shorter rules.`,
    { where: 'policy' },
  );
}

function ofSettings(settings: string, version: string | undefined): Policy {
  const parsed = parsePolicy(settings, version);
  if (parsed.ok) return parsed.policy;
  throw new LeadlineError('LEADLINE_INTAKE_INVALID', `${parsed.errors.join('. ')}.`, { where: 'policy' });
}

/** Places in the message are `file:line:column`. */
function ofFile(file: string, version: string | undefined): Policy {
  const read = readPolicy('file', file);
  if (read.ok) return version === undefined ? read.policy.settings : { ...read.policy.settings, version };
  const { faults } = read;
  const lines = faults.map(({ at, what }) => `${at}: ${what}`);
  throw new LeadlineError('LEADLINE_INTAKE_INVALID', lines.join('\n'), { where: faults[0]?.at ?? 'file' });
}
