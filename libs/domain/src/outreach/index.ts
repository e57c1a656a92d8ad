export { decideFirstContact, isMailbox, localMinuteAt, type FirstContact, type OutreachFacts } from './decide.ts';
export { fillTemplate, fullNameOf, messageIdOf, tidy, type Letter, type TemplateValues } from './message.ts';
