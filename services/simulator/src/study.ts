import type { Policy } from '@leadline/domain';
import { claimsFit, learn, type Learned } from './learned.ts';
import { engineRouter, FIRM_POLICY } from './routing/engine.ts';
import { rollOut } from './routing/roll-out.ts';
import { type Trial, tryOut } from './trial.ts';
import { type History, historyOf, recordsOf } from './history.ts';
import { createLeads, LEADS_PER_REP, nextMonday } from './world/leads.ts';
import { type Size, type WorldName, WORLDS, type WorldSpec } from './world/spec.ts';
import { afterChange, createWorld, type World } from './world/world.ts';

/** What a world came to with one seed. */
export interface Played {
  readonly trial: Trial;
  /** Once more after the world's change, with a model that has seen some of it; null: nothing changes. */
  readonly after: Trial | null;
}

/** One of the worlds, one seed. */
export interface Study extends Played {
  readonly world: WorldName;
  readonly seed: number;
}

/** Plays one of the worlds with one seed. */
export async function study(world: WorldName, seed: number, size: Size): Promise<Study> {
  return { world, seed, ...(await play(WORLDS[world], seed, size)) };
}

/** The past, the training, and each way of routing on the same fresh leads. */
export async function play(
  spec: WorldSpec,
  seed: number,
  size: Size,
  policy: Policy = FIRM_POLICY,
): Promise<Played> {
  const world = createWorld(spec, `seed-${String(seed)}`);
  const history = historyOf(world, size.closed);
  const { cutAt } = history;
  const model = await learn(history);
  const trial = await tryOut(world, model, { cutAt, size, policy });
  const after =
    spec.change === 'none' ? null : await tryAgain(afterChange(world), { ...history, model }, size);
  await model.close();
  return { trial, after };
}

/** Whether a model finds a fit in a world of this name; training only. */
export async function claim(name: WorldName, seed: number, size: Size): Promise<boolean> {
  const model = await learn(historyOf(createWorld(WORLDS[name], `claim-${String(seed)}`), size.closed));
  await model.close();
  return claimsFit(model.card);
}

interface Before extends History {
  readonly model: Learned;
}

/** The engine routes the changed world with its old model until enough deals have closed to train on all. */
async function tryAgain(world: World, { model, examples, cutAt }: Before, size: Size): Promise<Trial> {
  const { reps, hours } = world.spec;
  const days = Math.ceil((2 * size.closedAfterChange) / (reps * LEADS_PER_REP)) + 42;
  const leads = createLeads(`${world.seed}/change`, { from: nextMonday(cutAt), days }, { reps, hours });
  const scorings = await model.score(leads);
  const handled = rollOut(
    world,
    leads,
    (desk) =>
      engineRouter(desk, {
        policy: FIRM_POLICY,
        isPriced: true,
        scoringOf: ({ leadId }) => scorings.get(leadId)!,
      }),
    (closed) => closed > 1.05 * size.closedAfterChange,
  );
  const ends = handled.map(({ closesAt }) => closesAt).toSorted((a, b) => a - b);
  const now = ends[size.closedAfterChange - 1]!;
  const since = recordsOf(world, handled, now, 'value');
  const retrained = await learn({ ...since, examples: [...examples, ...since.examples] });
  const trial = await tryOut(world, retrained, { cutAt: now, size, policy: FIRM_POLICY });
  await retrained.close();
  return trial;
}
