const LOOPBACK = /^(127\.\d+\.\d+\.\d+|localhost|\[?::1\]?)$/;

/** Whether a host is this machine. */
export const isLoopback = (host: string): boolean => LOOPBACK.test(host);

/** Whether all of `host:port,...` are this machine. */
export const areLoopback = (addresses: string): boolean =>
  addresses.split(',').every((address) => isLoopback(address.slice(0, address.lastIndexOf(':'))));
