/**
 * Redis' access list: the default user is off, and Leadline's may do what its clients do, on its own keys, and no more. As
 * docs/security.md tells operators.
 */
export const redisAccessList = (user: string, password: string): string =>
  `user default off\nuser ${user} on >${password} ${REDIS_RIGHTS}\n`;

/** Keys and commands of Leadline's clients (libs/live), and what the client library asks of each connection. */
export const REDIS_RIGHTS =
  '~ll:* resetchannels -@all +@hash +@sortedset +@string +@transaction ' +
  '+eval +expire +persist +del +unlink +ping +info +time +hello +auth +select +client|setinfo';
