export { type Alarm, ALARM_CHANCE, ALARM_DAYS, type AlarmKind } from './alarm.ts';
export { contractKey, type FieldContract, type SourceContract, type VolumeContract } from './contract.ts';
export { FIELD_NAMES, type FieldName, fieldOf, hasValues, type ProfiledLead } from './fields.ts';
export { type DayProfile, learnContract, LEAST_LEADS } from './learn.ts';
export { type Judgement, type Observation, observe, type ReadValue, sourceName } from './observation.ts';
export {
  count as countLead,
  createProfile,
  type FieldProfile,
  mergeProfiles,
  type SourceProfile,
} from './profile.ts';
export { ranked, type Tally } from './tally.ts';
export { dayOf, type SourceWatch, watchSource } from './watch.ts';
