/** One-way keyed function, such as HMAC-SHA256 as hexadecimal text. */
export type KeyedHash = (text: string) => string;
