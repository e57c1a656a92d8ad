/** Products with list price and share of the demand. The names are also the reps' skills. */
export const PRODUCTS: readonly { readonly name: string; readonly price: number; readonly share: number }[] =
  [
    { name: 'meter-lite', price: 55, share: 0.18 },
    { name: 'meter', price: 550, share: 0.21 },
    { name: 'gateway', price: 1096, share: 0.16 },
    { name: 'gateway-pro', price: 3393, share: 0.16 },
    { name: 'control', price: 4821, share: 0.17 },
    { name: 'control-plus', price: 5482, share: 0.11 },
    { name: 'plant-suite', price: 26768, share: 0.01 },
  ];

/** A source of leads: its share, what it adds to the log-odds, and its hours. */
export interface Source {
  readonly name: string;
  readonly share: number;
  readonly effect: number;
  readonly hours: 'office' | 'consumer';
  readonly keyPrefix: string;
}

export const SOURCES: readonly Source[] = [
  { name: 'web', share: 0.4, effect: -0.1, hours: 'consumer', keyPrefix: 'W' },
  { name: 'chat', share: 0.22, effect: -0.2, hours: 'consumer', keyPrefix: 'C' },
  { name: 'phone', share: 0.2, effect: 0.1, hours: 'office', keyPrefix: 'P' },
  { name: 'partner', share: 0.1, effect: 1.1, hours: 'office', keyPrefix: 'R' },
  { name: 'event', share: 0.08, effect: -0.6, hours: 'office', keyPrefix: 'E' },
];

/** An industry: demand, log-odds, and its place in the space of tastes. `spellings`: how people write it. */
export interface Industry {
  readonly name: string;
  readonly share: number;
  readonly effect: number;
  readonly taste: readonly [number, number];
  readonly spellings: readonly string[];
}

export const INDUSTRIES: readonly Industry[] = [
  {
    name: 'software',
    share: 0.16,
    effect: 0.3,
    taste: [1.5, -0.6],
    spellings: ['Software', 'software', 'SOFTWARE'],
  },
  {
    name: 'finance',
    share: 0.12,
    effect: 0.15,
    taste: [1.1, 1.1],
    spellings: ['Finance', 'finance', 'FINANCE'],
  },
  {
    name: 'healthcare',
    share: 0.12,
    effect: 0,
    taste: [-0.1, 1.6],
    spellings: ['Healthcare', 'healthcare', 'HEALTHCARE'],
  },
  {
    name: 'manufacturing',
    share: 0.18,
    effect: 0.35,
    taste: [-1.3, 0.3],
    spellings: ['Manufacturing', 'manufacturing', 'MANUFACTURING'],
  },
  {
    name: 'logistics',
    share: 0.1,
    effect: 0.1,
    taste: [-1.2, -0.9],
    spellings: ['Logistics', 'logistics', 'LOGISTICS'],
  },
  {
    name: 'retail',
    share: 0.14,
    effect: -0.3,
    taste: [-0.1, -1.5],
    spellings: ['Retail', 'retail', 'RETAIL'],
  },
  { name: 'education', share: 0.08, effect: -0.5, taste: [0.3, 1.3], spellings: ['Education', 'education'] },
  { name: 'energy', share: 0.1, effect: 0.2, taste: [-1.0, 0.8], spellings: ['Energy', 'energy', 'ENERGY'] },
];

/** A job: how much it can decide (log-odds) and the titles people give it. */
export const JOBS: readonly {
  readonly share: number;
  readonly effect: number;
  readonly titles: readonly string[];
}[] = [
  { share: 0.06, effect: 0.7, titles: ['CEO', 'Chief Executive Officer', 'ceo', 'Managing Director'] },
  { share: 0.06, effect: 0.6, titles: ['CTO', 'Chief Technology Officer', 'Chief Technical Officer'] },
  { share: 0.08, effect: 0.5, titles: ['VP Sales', 'Vice President Sales', 'VP of Sales', 'V.P. Sales'] },
  { share: 0.14, effect: 0.35, titles: ['Head of IT', 'head of it', 'Director of IT', 'IT Director'] },
  {
    share: 0.14,
    effect: 0.2,
    titles: ['Director of Operations', 'Operations Director', 'Director, Operations'],
  },
  { share: 0.2, effect: 0, titles: ['Purchasing Manager', 'purchasing manager', 'Procurement Manager'] },
  { share: 0.2, effect: -0.2, titles: ['Engineer', 'Systems Engineer', 'Software Engineer', 'engineer'] },
  { share: 0.12, effect: -0.6, titles: ['Student', 'Intern', 'Working Student'] },
];
