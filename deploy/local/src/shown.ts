import type { NamedStack } from './state.ts';

const SECRET = /_(PASSWORD|KEY)$/;

/** A stack as it may be printed: without the values of passwords and keys. A file that holds one may be named. */
export function shown<S extends NamedStack>(stack: S): S {
  const { access } = stack.addresses;
  if (access === undefined) return stack;
  const open = Object.entries(access).filter(([name]) => !SECRET.test(name));
  return { ...stack, addresses: { ...stack.addresses, access: Object.fromEntries(open) } };
}
