import type { ModelReleased } from '@leadline/contracts';
import type { ServedCard } from '@leadline/models';
import { instant, many, NONE, percent, rateCell } from '../../report/view/format.ts';
import { rateOf } from '../../report/figures/statistics.ts';
import { type Section, tableOf } from '../../report/view/table.ts';
import { decimal, intervalCell } from './figures.ts';
import { contentsSection, furtherSection } from './contents-section.ts';
import { repsSection, segmentsSection } from './differences-sections.ts';
import { strainSection } from './strain-section.ts';
import { type ModelView, shortOf, type Subject, tenantText } from './view.ts';

/** What is told of a model, for both its text and its page. */
export const sectionsOf = (view: ModelView): readonly Section<Subject>[] => [
  decisionSection(view),
  metricsSection(view),
  calibrationSection(view),
  segmentsSection(view),
  repsSection(view),
  claimsSection(view),
  strainSection(view),
  limitsSection(view),
  contentsSection(view),
  ...furtherSection(view),
];

function decisionSection({ card, releases, inCharge }: ModelView): Section<Subject> {
  const charge = inCharge.length === 0 ? 'It is in charge of nobody now.' : `It is in charge of: ${inCharge.map(tenantText).join(', ')}.`; // prettier-ignore
  return {
    id: 'decision',
    title: 'Release',
    notes: [
      `${card.release.allowed ? 'It may be put in charge.' : 'It may not be put in charge.'} ${card.release.reason}`,
      releases === null ? 'Whether it was released was not asked: no address of Kafka is known.' : charge,
    ],
    tables: releases === null ? [] : [releaseTable('What was said of it', releases)],
  };
}

/** Releases and rollbacks, the newest first. */
export const releaseTable = (caption: string, releases: readonly ModelReleased[]) =>
  tableOf(
    caption,
    ['when', 'what', 'model', 'instead of', 'for', 'by', 'reason', 'comparison'],
    releases.map((one) => [
      instant(one.occurredAt),
      one.forced ? `${one.action}, insisted` : one.action,
      shortOf(one.version),
      shortOf(one.replaces),
      tenantText(one.tenant),
      one.by,
      one.reason,
      one.comparison ?? '',
    ]),
  );

function metricsSection({ card: { metrics, leadPart } }: ModelView): Section<Subject> {
  if (metrics === undefined) return missing('metrics', 'How good it is', 'Its card names no evaluation.');
  const { gain, logLoss, auc, trainedOn, heldOut } = metrics;
  const gains = [
    ['the model, over the base rate', gain.model],
    ['the reps, over the lead part', gain.reps],
    ['trees, over a line', gain.trees],
  ] as const;
  return {
    id: 'metrics',
    title: 'How good it is',
    notes: [
      `Judged by the ${many(heldOut, 'latest deal')} of ${many(trainedOn, 'deal')}, which the judged model had not seen. Log loss is the mean of −ln of the chance given to what happened; what is saved is paired by deal, with its 95 % interval. Of an interval that holds 0 nothing is shown.`,
      leadPart === undefined ? 'Which kind of lead part it has is not known.' : `Its lead part is ${leadPart === 'linear' ? 'a line' : leadPart}.`, // prettier-ignore
    ],
    tables: [
      tableOf(
        'Log loss per deal',
        ['by', '#log loss'],
        [
          ['the model', decimal(logLoss.model, 4)],
          ['its lead part alone', logLoss.lead === undefined ? NONE : decimal(logLoss.lead, 4)],
          ['the base rate', decimal(logLoss.baseRate, 4)],
        ],
      ),
      tableOf(
        'Log loss saved per deal',
        ['by', '#saved'],
        gains.flatMap(([name, found]) => (found === undefined ? [] : [[name, intervalCell(found, 4)]])),
      ),
      tableOf(
        'Chance that a won deal scores above a lost one (AUC)',
        ['by', '#AUC'],
        auc === undefined
          ? []
          : [
              ['the model', intervalCell({ ...auc, value: auc.model }, 3)],
              ['its lead part alone', decimal(auc.lead, 3)],
            ],
      ),
    ],
  };
}

function calibrationSection({ card: { metrics } }: ModelView): Section<Subject> {
  const calibration = metrics?.calibration;
  if (calibration === undefined)
    return missing('calibration', 'Calibration', 'Its card names no calibration.');
  const { intercept, slope, error, bins } = calibration;
  return {
    id: 'calibration',
    title: 'Calibration',
    notes: [
      'Tenths of the deals held out, by predicted chance. On the dashed line, what was predicted is what happened.',
      `Before release its log-odds were corrected by level ${decimal(intercept, 3)} and slope ${decimal(slope, 3)} (0 and 1: nothing to correct); the error that stays is ${percent(error)}.`,
    ],
    tables: [
      tableOf(
        'Tenths by predicted chance',
        ['#predicted', '#won', '#deals'],
        bins.map(({ deals, predicted, happened }) => [
          percent(predicted),
          rateCell(rateOf(Math.round(deals * happened), deals)),
          String(deals),
        ]),
      ),
    ],
  };
}

type Claim = NonNullable<ServedCard['claims']>['reps'];

function claimsSection({ card: { claims, metrics } }: ModelView): Section<Subject> {
  const uplift = metrics?.uplift;
  const rows: readonly (readonly [string, Claim])[] =
    claims === undefined
      ? []
      : [
          ['reps', claims.reps],
          ['reps by segment', claims.fit],
        ];
  return {
    id: 'claims',
    title: 'What it claims of reps',
    notes: [
      claims === undefined
        ? 'It claims nothing.'
        : 'A difference is claimed where its interval excludes none.',
      uplift === undefined || uplift === null
        ? 'How much of the differences is real is not known: of no deals is it known by which chance the rep was chosen.'
        : `How much of the predicted advantage of a rep showed in outcomes, within the lead (1: all of it, 0: none): ${decimal(uplift.value, 2)} (${intervalCell(uplift, 2).aside}), on ${many(uplift.deals, 'deal')} whose rep was chosen by a known chance.`,
    ],
    tables: [
      tableOf(
        'Standard deviation of differences, log-odds',
        ['between', '#size', 'claimed', 'in words'],
        rows.map(([name, claim]) => [
          name,
          intervalCell(claim, 2),
          claim.claimed ? 'yes' : 'no',
          claim.words,
        ]),
      ),
    ],
  };
}

function limitsSection({ card: { caveats = [], metrics, claims, window } }: ModelView): Section<Subject> {
  const absent = Object.entries({
    evaluation: metrics,
    'claims of reps': claims,
    'window of training': window,
  })
    .filter(([, value]) => value === undefined)
    .map(([name]) => name);
  return {
    id: 'limits',
    title: 'What it does not know',
    notes: [
      ...(caveats.length === 0 ? ['Its card names no limits.'] : caveats),
      ...(absent.length === 0 ? [] : [`Its card says nothing of: ${absent.join(', ')}.`]),
    ],
    tables: [],
  };
}

const missing = (id: Subject, title: string, why: string): Section<Subject> => ({
  id,
  title,
  notes: [why],
  tables: [],
});
