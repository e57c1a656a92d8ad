/** Where the library tells what happens. Fields never hold payloads. */
export type StreamLog = (
  level: 'debug' | 'info' | 'warn' | 'error',
  message: string,
  fields?: Readonly<Record<string, unknown>>,
) => void;

export const silent: StreamLog = () => {};
