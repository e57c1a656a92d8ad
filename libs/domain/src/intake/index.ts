export { receiveLead, type ReceiveContext } from './receive.ts';
export { leadAnswer, newsOfOutreach, newsOfReceived, newsOfStatus, type LeadNews } from './status.ts';
export type { ReceivedLead, Submission } from './submission.ts';
