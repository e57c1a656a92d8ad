import type { NamedStack } from './state.ts';

const SECRET = /_(PASSWORD|KEY)$/;
/** The password of an address such as `redis://user:password@host`. */
const IN_ADDRESS = /(:\/\/[^/@:]*):[^/]*@/;

/** A stack as it may be printed: without the values of passwords and keys. A file that holds one may be named. */
export function shown<S extends NamedStack>(stack: S): S {
  const addresses = mapped(stack.addresses, (value) =>
    typeof value === 'string' ? value.replace(IN_ADDRESS, '$1:***@') : value,
  );
  const { access } = addresses;
  if (access === undefined) return { ...stack, addresses };
  const open = Object.entries(access).filter(([name]) => !SECRET.test(name));
  return { ...stack, addresses: { ...addresses, access: Object.fromEntries(open) } };
}

const mapped = <T extends object>(values: T, change: (value: unknown) => unknown): T =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)])) as T;
