import { z } from 'zod';

const list = z.union([z.array(z.string()), z.array(z.array(z.string())).transform((lists) => lists.flat())]);

/** Words by language, or in one list: the language is for people, every text is read in all of them. */
export const words = z
  .union(
    [list, z.record(z.string(), list).transform((lists) => Object.values(lists).flat())],
    'must be a list of texts, or a list of texts by language; quote what YAML takes for something else (null, true, 1)',
  )
  .default([]);

const probability = z.number().min(0).max(1);

const value = z.strictObject({
  value: z.string().min(1),
  code: z.string().optional(),
  naics: z.array(z.string().regex(/^\d{2,6}$/)).default([]),
  lead: z.boolean().default(false),
  noun: z.boolean().default(false),
  yields: z.union([z.boolean(), z.string().min(1)]).default(false),
  head: z.enum(['first', 'last', 'any']).optional(),
  names: words,
  words,
});

/** A vocabulary file: see libs/reference/README.md for what each key means. */
export const vocabularyFile = z.strictObject({
  vocabulary: z.string(),
  confidence: z
    .strictObject({ name: probability, word: probability, part: probability, misspelt: probability })
    .optional(),
  nothing: z.strictObject({ names: words, words }).optional(),
  heads: z.strictObject({ any: words, first: words, last: words, breaks: words, purposes: words }).optional(),
  values: z.array(value),
});

export type VocabularyFile = z.output<typeof vocabularyFile>;
export type ValueInFile = VocabularyFile['values'][number];
