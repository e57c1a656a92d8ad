import {
  type Alternatives,
  alternativeLines,
  alternativesOf,
  changeLine,
  valueLine,
} from './alternatives.ts';
import type { Capsule } from './capsule.ts';
import type { Choice } from './choose.ts';
import { explainCapsule, type Standing, standingsOf } from './explain.ts';
import type { Parts } from './parts.ts';
import type { Authored } from './provenance.ts';
import type { ContentSource } from './replay.ts';
import { type SetBy, setByLines, setByOf } from './set-by.ts';
import type { WhatIf } from './what-if.ts';

/** What is explained: structurally DecisionRecorded of @leadline/contracts. */
export interface Decided {
  readonly decidedAt: number;
  readonly policyVersion: string;
  readonly propensity: number;
  readonly capsule: string;
  /** Hash of the content that says who has set what it went by; null or absent: nobody has said so. */
  readonly provenance?: string | null;
}

/** A rep in an explanation: excluded by a hard rule, or a candidate with the soft parts of the value. */
export type Considered = Standing & {
  /** Numbers as in a capsule: chances in millionths, worth and prices in cents (objective: probability: millionths). Null: excluded. */
  readonly value: Parts | null;
};

/** A decision as a person or a program can check it: numbers and words from one and the same deciding again. */
export interface Explanation {
  readonly leadId: string;
  readonly attempt: number;
  /** Clock of the workspace, epoch ms. */
  readonly decidedAt: number;
  /** Who gets the lead; null: it waits, or goes to another workspace. */
  readonly rep: string | null;
  /** The workspace to which it is handed on; null: to none. */
  readonly to: string | null;
  readonly path: Choice['path'];
  readonly reason: Choice['reason'];
  /** Probability with which the policy chose this rep. */
  readonly propensity: number;
  readonly objective: Capsule['objective'];
  /** What decided: releases by name, contents by SHA-256. `prices` and `model` null: there were none. */
  readonly versions: {
    readonly engine: number;
    readonly policy: string;
    readonly policyHash: string;
    readonly roster: string;
    readonly prices: string | null;
    readonly model: string | null;
  };
  /** Who has set policy, prices, roster, clock and model, and why. What is missing, nobody has said, or it is no longer kept. */
  readonly setBy: readonly SetBy[];
  /** Candidates, the best first, then the others in the order of the roster. Null: contents of that time are not at hand. */
  readonly reps: readonly Considered[] | null;
  /** The best of those who did not get the lead. Null: there is no other. */
  readonly runnerUp: string | null;
  /** What would have changed the answer, each decided again. Null: contents of that time are not at hand. */
  readonly whatIf: readonly (WhatIf & { readonly words: string })[] | null;
  /** All of it in words, a line each: of the best, or of every single rep. */
  readonly words: readonly string[];
}

/**
 * Explains a decision: `leadline trace` and `GET /v1/leads/{id}/decision`. `everyRep`: the words name every single rep, too.
 * `model`: who has put its model in charge.
 */
export function explainDecision(
  decided: Decided,
  content: ContentSource,
  everyRep = false,
  model: Authored | null = null,
): Explanation {
  const { decidedAt, policyVersion, propensity, capsule: text, provenance } = decided;
  const setBy = setByOf(provenance ? content(provenance) : undefined, model);
  const capsule = JSON.parse(text) as Capsule;
  const found = alternativesOf(text, content);
  const { leadId, attempt, objective, engine, result } = capsule;
  return {
    leadId,
    attempt,
    decidedAt,
    rep: result.rep,
    to: result.to ?? null,
    path: result.path,
    reason: result.reason,
    propensity,
    objective,
    versions: {
      engine,
      policy: policyVersion,
      policyHash: capsule.policy,
      roster: capsule.roster,
      prices: capsule.prices ?? null,
      model: capsule.lead.modelVersion ?? null,
    },
    setBy,
    reps: found && consideredIn(capsule, content, found),
    runnerUp: found?.runnerUp ?? null,
    whatIf: found && found.whatIf.map((change) => ({ ...change, words: changeLine(change) })),
    words: [
      ...(everyRep ? explainCapsule(text, content) : explainCapsule(text)),
      ...setByLines(setBy),
      ...alternativeLines(found, everyRep),
    ],
  };
}

function consideredIn(
  capsule: Capsule,
  content: ContentSource,
  found: Alternatives,
): readonly Considered[] | null {
  const standings = standingsOf(capsule, content);
  if (standings === null) return null;
  const byRep = new Map(standings.map((standing) => [standing.rep, standing]));
  const candidates = found.candidates.flatMap((value) => {
    const standing = byRep.get(value.rep);
    return standing === undefined ? [] : [{ ...standing, words: valueLine(value, found), value }];
  });
  const excluded = standings.filter(({ exclusion }) => exclusion !== 'CANDIDATE');
  return [...candidates, ...excluded.map((standing) => ({ ...standing, value: null }))];
}
