export { amendLead, type Amendment, type FieldChange, type LeadPatch } from './amend.ts';
export { receiveLead, type ReceiveContext } from './receive.ts';
export {
  leadAnswer,
  newsOfDecision,
  newsOfOutreach,
  newsOfReceived,
  newsOfStatus,
  unfitAnswer,
  type LeadNews,
  type LogPlace,
} from './status.ts';
export type { ReceivedLead, Submission } from './submission.ts';
