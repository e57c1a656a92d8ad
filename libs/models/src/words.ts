/** The UTC day of an instant, as cards and comparisons write it: `2026-11-26`. */
export const day = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** A figure of a log loss, with as many digits as tell two models apart. */
export const four = (value: number): string => value.toFixed(4);

/** Any other figure. */
export const two = (value: number): string => value.toFixed(2);
