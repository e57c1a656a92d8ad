export { type Engagement, ENGAGEMENT_KINDS, isEngagementKind } from './engagement.ts';
export { engagementAt, type EngagementFigures, type FoundEngagement } from './figures.ts';
export { engagementIdentities, type EngagementIdentity } from './identity.ts';
export { type EngagementRow, forget, NO_ENGAGEMENT, remember } from './memory.ts';
