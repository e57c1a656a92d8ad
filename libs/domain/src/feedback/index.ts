export {
  type JudgedOutcome,
  OUTCOME_CONTRACT,
  type OutcomeContract,
  type OutcomeFault,
  outcomeFaults,
  OUTCOMES,
} from './outcome.ts';
export {
  type JudgedRep,
  REP_CONTRACT,
  type RepContract,
  type RepFault,
  repFaults,
  type RepLookups,
} from './rep.ts';
