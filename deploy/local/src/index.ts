export { inCache } from './download.ts';
export { environmentOf, type Environment, type StackAddresses } from './addresses.ts';
export { down, status, up, type NamedStack, type StackStatus, type UpOptions } from './named.ts';
export { createAuthority, type Authority } from './secured/authority.ts';
export type { Resource, ResourceName } from './resource.ts';
export type { SinkMessage } from './messages.ts';
export { upStack, type Stack, type StackOptions } from './stack.ts';
export { shown } from './shown.ts';
export { tableOf } from './table.ts';
