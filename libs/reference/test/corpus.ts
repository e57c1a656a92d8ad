import type { Canonical } from '@leadline/domain';
import { phoneOf, shippedVocabularies } from '../src/index.ts';

/** A row of the corpus: a text as people give it, and what it should become. */
export interface CorpusRow {
  readonly field: string;
  readonly given: string;
  /** Country of a phone number; else empty. */
  readonly context: string;
  /** `-`: none. */
  readonly expected: string;
  readonly source: string;
}

/** A row with what the vocabularies make of it. */
export interface Judged extends CorpusRow {
  readonly found: Pick<Canonical, 'value' | 'rule' | 'confidence'> | null;
  readonly right: boolean;
}

export function readCorpus(text: string): readonly CorpusRow[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [field = '', given = '', context = '', expected = '', source = ''] = line.split('\t');
      return { field, given, context, expected, source };
    });
}

export function judge(row: CorpusRow): Judged {
  const found = read(row);
  return { ...row, found, right: (found?.value ?? '-') === row.expected };
}

function read({ field, given, context }: CorpusRow): Judged['found'] {
  const all = shippedVocabularies();
  if (field === 'phone') {
    const phone = phoneOf(given, context);
    return phone && { value: phone.e164, rule: 'phone', confidence: 1 };
  }
  if (field === 'industry') {
    const industry = all.industry(given);
    return industry && { ...industry, value: industry.code ?? '' };
  }
  return all[field as 'country' | 'seniority' | 'department'](given);
}
