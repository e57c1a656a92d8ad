import { REDIS_ADMIN, type Security, USER } from './security.ts';

/**
 * Redis' access list: the default user is off, and Leadline's may do what its clients do, on its own keys, and no more, as
 * docs/security.md tells operators. Another one, for whoever operates the server, may change this list and nothing else.
 */
export const redisAccessList = ({ passwords, redisAdmin }: Security): string =>
  `user default off\nuser ${USER} on >${passwords.redis} ${REDIS_RIGHTS}\n` +
  `user ${REDIS_ADMIN} on >${redisAdmin} resetchannels -@all +acl +auth +hello +ping +select\n`;

/** Keys and commands of Leadline's clients (libs/live), and what the client library asks of each connection. */
export const REDIS_RIGHTS =
  '~ll:* resetchannels -@all +@hash +@sortedset +@string +@transaction ' +
  '+eval +expire +persist +del +unlink +ping +info +time +hello +auth +select';
