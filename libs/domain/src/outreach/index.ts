export {
  decideFirstContact,
  isMailbox,
  localMinuteAt,
  type FirstContact,
  type OutreachFacts,
  type SkipReason,
} from './decide.ts';
export { fillTemplate, fullNameOf, messageIdOf, tidy, type Letter, type TemplateValues } from './message.ts';
