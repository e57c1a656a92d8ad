import { arrivalAt, createRandom, dayCounts } from '@leadline/chance';
import { fillForm } from './body.ts';
import type { Source } from './catalogue.ts';
import { duplicateOf, resubmission, type Original } from './echoes.ts';
import { judge } from './junk.ts';
import { createPersons } from './person.ts';
import { countryOf } from './places.ts';
import { drawSource, drawTraits } from './traits.ts';
import { submissionKey, type AccountBody, type LeadTruth, type Submission } from './types.ts';

const DUPLICATE_SHARE = 0.04;
/** About this share of the first submissions is valid and names its person. */
const IDENTIFIED_SHARE = 0.87;
const RESUBMISSION_SHARE = 0.02;
const ACCOUNT_SHARE = 0.4;
const DAYS = 14;

/** The two weeks' leads and the truth about each of them. */
export interface Inbox {
  readonly submissions: readonly Submission[];
  readonly manifest: ReadonlyMap<string, LeadTruth>;
}

export interface Fortnight {
  /** The first Monday's midnight as if local time were UTC. */
  readonly firstDay: number;
  /** No lead comes about at or after this instant. */
  readonly endAt: number;
  readonly leads: number;
}

/** About `leads` submissions, echoes included, in the order in which they are sent. */
export function createSubmissions(
  seed: string,
  fortnight: Fortnight,
  accounts: readonly AccountBody[],
): Inbox {
  const random = createRandom(`${seed}/arrivals`);
  const expected = fortnight.leads / (1 + DUPLICATE_SHARE + RESUBMISSION_SHARE);
  const draw = createOriginals(seed, fortnight, accounts);
  const submissions: Submission[] = [];
  const manifest = new Map<string, LeadTruth>();
  const add = (submission: Submission, truth: LeadTruth): void => {
    submissions.push(submission);
    manifest.set(truth.key, truth);
  };
  for (const [day, count] of dayCounts(random, expected, DAYS).entries()) {
    for (let index = 0; index < count; index += 1) {
      const serial = manifest.size + 1;
      const first = draw(day, serial);
      add(first.submission, first.truth);
      const chance = createRandom(`${seed}/echo/${String(serial)}`);
      if (first.original !== null && chance.chance(DUPLICATE_SHARE / IDENTIFIED_SHARE)) {
        const echo = duplicateOf(chance, first.original, fortnight.endAt);
        add(echo.submission, echo.truth);
      }
      if (chance.chance(RESUBMISSION_SHARE))
        submissions.push(resubmission(chance, first.submission, fortnight.endAt));
    }
  }
  const ordered = submissions.toSorted((a, b) => a.sendAt - b.sendAt || (a.key < b.key ? -1 : 1));
  return { submissions: ordered, manifest };
}

/** A first submission; `original` where a duplicate of it can be told. */
interface First {
  readonly submission: Submission;
  readonly truth: LeadTruth;
  readonly original: Original | null;
}

function createOriginals(
  seed: string,
  { firstDay, endAt }: Fortnight,
  accounts: readonly AccountBody[],
): (day: number, serial: number) => First {
  const createPerson = createPersons();
  return (day, serial) => {
    const random = createRandom(`${seed}/lead/${String(serial)}`);
    const account = random.chance(ACCOUNT_SHARE) ? random.pick(accounts) : null;
    const source: Source = drawSource(random);
    const traits = drawTraits(random, source, account);
    const person = createPerson(random, traits, account);
    const idempotencyKey = `${source.keyPrefix}-${String(serial).padStart(6, '0')}`;
    const { utcOffset } = countryOf(traits.country);
    const occurredAt = Math.min(endAt - 1, arrivalAt(random, firstDay, day, source.hours, utcOffset));
    const form = fillForm(random, { idempotencyKey, occurredAt }, traits, person, account);
    const { body, verdict, identity } = judge(random, form, person);
    const key = submissionKey(source.name, idempotencyKey);
    const submission = { key, sendAt: occurredAt, body };
    const truth = { key, verdict, traits, mailable: identity === 'email' };
    return {
      submission,
      truth,
      original: identity === null ? null : { submission, truth, person, identity },
    };
  };
}
