import type { Random } from '@leadline/chance';
import { sameMailbox, writtenPhone } from './dirt.ts';
import type { Person } from './person.ts';
import { SOURCES } from './catalogue.ts';
import { submissionKey, type LeadBody, type LeadTruth, type Submission } from './types.ts';

const MINUTE = 60_000;

/** What came before: a valid lead with its person. */
export interface Original {
  readonly submission: Submission;
  readonly truth: LeadTruth;
  readonly person: Person;
  readonly identity: 'email' | 'phone';
}

/** The same person again: another source or key, within 23 hours, by e-mail else by phone. */
export function duplicateOf(
  random: Random,
  original: Original,
  endAt: number,
): { readonly submission: Submission; readonly truth: LeadTruth } {
  const { submission, truth } = original;
  const source = random.chance(0.6) ? random.pick(SOURCES).name : submission.body.source;
  const later = submission.body.occurredAt + random.int(2 * MINUTE, 23 * 60 * MINUTE);
  const occurredAt = Math.min(later, endAt - 1);
  const idempotencyKey = `${submission.body.idempotencyKey}-2`;
  const key = submissionKey(source, idempotencyKey);
  const body: LeadBody = { ...again(random, original), source, idempotencyKey, occurredAt };
  return {
    submission: { key, sendAt: occurredAt, body },
    truth: {
      key,
      verdict: { kind: 'duplicate', of: truth.key },
      traits: truth.traits,
      mailable: truth.mailable,
    },
  };
}

/** The same fields with the person written in another way. */
function again(random: Random, { submission, person, identity }: Original): LeadBody {
  const { email: _, phone: __, message: ___, ...rest } = submission.body;
  if (identity === 'email') return { ...rest, email: sameMailbox(random, person.email) };
  const phone = writtenPhone(random, person, false);
  return phone === null ? rest : { ...rest, phone };
}

/** The same request again, byte for byte: a browser's second click or a sender's retry. */
export function resubmission(random: Random, submission: Submission, endAt: number): Submission {
  return { ...submission, sendAt: Math.min(endAt, submission.sendAt + random.int(1000, 120 * MINUTE)) };
}
