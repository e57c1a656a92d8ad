/** A value of a field: how often it comes, and what it adds to the log-odds of a win. */
type Entry<T> = readonly [value: T, share: number, effect: number];

/** Shares and conversion of one firm's inbound sources, effects from there. */
export const SOURCES: readonly Entry<string>[] = [
  ['web-form', 0.29, 0],
  ['paid-search', 0.2, 0],
  ['social', 0.17, -0.76],
  ['other', 0.14, 0.33],
  ['direct', 0.06, -0.1],
  ['email', 0.06, -1.3],
  ['referral', 0.065, 0.8],
  ['display', 0.015, -0.95],
];

/** The true segments. Some share a segment of the model, as industries do: what it can tell apart is less than what is. */
export const INDUSTRIES: readonly Entry<string | null>[] = [
  ['software', 0.22, 0.2],
  ['media', 0.05, -0.1],
  ['finance', 0.17, 0.3],
  ['healthcare', 0.15, 0],
  ['manufacturing', 0.16, 0.1],
  ['retail', 0.13, -0.2],
  ['logistics', 0.05, -0.1],
  [null, 0.07, -0.4],
];

/** Where industries lie in the space of tastes; by index. */
export const TASTES: readonly (readonly [number, number])[] = [
  [1.2, 0.5],
  [0.9, -0.8],
  [-0.5, 1.3],
  [-1.2, 0.2],
  [-0.8, -1],
  [0.4, -1.3],
  [-0.2, -0.9],
  [0, 0],
];

/** Catalogue prices; dear things are won less often. */
export const PRODUCTS: readonly (readonly [product: string, share: number, effect: number, price: number])[] =
  [
    ['starter', 0.18, 0.3, 55],
    ['basic', 0.21, 0.15, 550],
    ['team', 0.16, 0.1, 1_096],
    ['business', 0.16, -0.1, 3_393],
    ['scale', 0.17, -0.15, 4_821],
    ['premium', 0.11, -0.2, 5_482],
    ['enterprise', 0.01, -0.6, 26_768],
  ];

export const SENIORITIES: readonly Entry<string | null>[] = [
  [null, 0.2, -0.15],
  ['individual', 0.3, -0.3],
  ['manager', 0.25, 0],
  ['director', 0.15, 0.4],
  ['c-level', 0.1, 0.5],
];

export const EMAIL_KINDS: readonly Entry<string>[] = [
  ['business', 0.58, 0.25],
  ['free', 0.22, -0.3],
  ['invalid', 0.2, -0.4],
];
export const PHONE_KINDS: readonly Entry<string>[] = [
  ['valid', 0.76, 0.1],
  ['none', 0.24, -0.35],
];
export const DEAL_TYPES: readonly Entry<string>[] = [
  ['new', 0.85, -0.1],
  ['expansion', 0.15, 0.6],
];

export const TERRITORIES = ['DE', 'FR', 'GB', 'IT', 'ES'] as const;
