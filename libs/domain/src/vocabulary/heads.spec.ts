import * as fc from 'fast-check';
import { compileVocabulary, type Entry, type Head } from './index.ts';

const departments = ['sales', 'marketing', 'finance'];
const heads: Readonly<Record<Head, readonly string[]>> = {
  any: ['actor'],
  first: ['professeur', 'medico'],
  last: ['teacher', 'nurse', 'teaching nurse', '*lehrer'],
};
const breaks = ['of', 'de', 'for'];
const purposes = ['for', 'and'];
const entries: readonly Entry[] = [
  { value: 'hr', code: null, names: [], words: ['recruiter', '*werber'], head: 'any' },
  ...(Object.keys(heads) as Head[]).map((head) => ({
    value: null,
    code: null,
    names: [],
    words: heads[head],
    head,
  })),
  { value: null, code: null, names: [], words: ['sales pitch'] },
  ...departments.map((value) => ({ value, code: null, names: [], words: [value, `${value}*`] })),
  { value: 'hr', code: null, names: [], words: ['nurse recruitment', 'recruitment'] },
  { value: 'marketing', code: null, names: [], words: ['branding'], noun: true },
  { value: 'operations', code: null, names: [], words: ['project', 'project lead'], yields: true },
  { value: null, code: null, names: [], words: ['youth project', 'youth club', 'club de'] },
  { value: 'sales', code: null, names: [], words: ['selling'], noun: true },
  { value: 'marketing', code: null, names: [], words: ['promotion'], noun: true, yields: 'sales' },
];
const confidence = { exact: 1, name: 0.99, word: 0.9, part: 0.8, misspelt: 0.7 };
const vocabulary = compileVocabulary({ name: 'department', entries, breaks, purposes, confidence });
const read = (text: string): string | null => vocabulary.read(text)?.value ?? null;

test.each([
  ['the last noun of an English title says what it is', 'Marketing Teacher', null],
  ['so another noun at the end does', 'Teacher Marketing', 'marketing'],
  ['the first noun of a French one does', 'Professeur de marketing', null],
  ['so another noun at the beginning does', 'Marketing professeur', 'marketing'],
  ['a word of both counts at either end', 'Marketing actor', null],
  ['what comes after a comma is what the job is about, too', 'Nurse, marketing', null],
  ['or after a dash', 'Marketing – nurse', 'marketing'],
  ['what comes after a break is what the job is about', 'Teacher of marketing', null],
  ['and not what it is', 'Marketing of nurse', 'marketing'],
  ['the end of a compound says what it is', 'Marketinglehrer', null],
  ['a longer phrase hides a head', 'Nurse recruitment', 'hr'],
  ['a phrase that would mislead is no head', 'Sales pitch teacher', null],
  ['with a typing error in a long word', 'Professuer de marketing', null],
  ['without any head', 'Finance clerk', 'finance'],
  ['of several phrases the first that names one counts', 'Finance, sales', 'finance'],
  ['whatever stands before it', '(Senior) Finance - Sales', 'finance'],
  ['or beside it behind a slash', 'Finance / Sales', 'finance'],
  ['and behind one without spaces', 'Finance/Sales', 'finance'],
  ['a dash parts phrases with a space on one side, too', 'Finance -Sales branding', 'finance'],
  ['on either', 'Finance- sales branding', 'finance'],
  ['but the hyphen of a word that is left out does not', 'Finance- und sales branding', 'marketing'],
  ['within one phrase the entry that goes first', 'Finance sales', 'sales'],
  ['but a noun that stands last decides', 'Sales branding', 'marketing'],
  ['not one that stands before', 'Branding sales', 'sales'],
  ['nor one behind a break', 'Sales of branding', 'sales'],
  ['a slash parts no head from what it is about', 'Finance/Sales recruiter', 'hr'],
  ['but parts it from one that stands beside it', 'Finance/teacher', 'finance'],
  ['as does a word that puts both together', 'Finance and teacher', 'finance'],
  ['not from one of another', 'Finance teacher/nurse', null],
  ['nor the end of a compound', 'Finance/Mathelehrer', null],
  ['nor a head that names a value', 'Finance/recruiter', 'hr'],
  ['nor a phrase, whose words both can share', 'Finance/teaching nurse', null],
  ['what gives way does so behind a mark', 'Project: recruitment', 'hr'],
  ['or behind a slash', 'Project/sales', 'sales'],
  ['but not behind a word', 'Project and sales', 'operations'],
  ['nor where nothing else is named', 'Project - project', 'operations'],
  ['it takes what stands right before it', 'Youth club project', null],
  ['what begins before it, too', 'Youth project lead', null],
  ['not what it is of', 'Club de project', 'operations'],
  ['nor what stands elsewhere', 'Youth club, project', 'operations'],
  ['what gives way to one value does so beside it', 'Promotion and selling', 'sales'],
  ['or behind a mark', 'Promotion, finance / selling', 'sales'],
  ['but not to another value', 'Promotion and finance', 'marketing'],
  ['nor to less than a noun', 'Promotion and sales', 'marketing'],
  ['nor to what it is for', 'Promotion and finance for selling', 'marketing'],
  ['also where that comes second', 'Promotion for finance and selling', 'marketing'],
  ['and where something else gave way to it', 'Project - promotion and selling', 'sales'],
  ['of two heads side by side the first', 'Sales recruiter and finance nurse', 'hr'],
  ['also of others', 'Sales teacher and mathelehrer recruiter', null],
  ['and of a head and what is none', 'Sales teacher and finance', null],
  ['of two that are put together the first', 'Finance and sales', 'finance'],
  ['and what is done before for whom', 'Finance for sales', 'finance'],
  ['but not before what it is of', 'Finance of sales', 'sales'],
  ['a head can name a value', 'Sales recruiter', 'hr'],
  ['at either end', 'Recruiter sales', 'hr'],
  ['as the end of a compound', 'Salesabwerber', 'hr'],
  ['but not where it is what the job is about', 'Sales for recruiter', 'sales'],
  ['before a colon stands whose title it is', 'Sales Ltd: Finance, Marketing', 'finance'],
  ['if that is all, it counts', 'Sales: assistant', 'sales'],
])('%s: "%s"', (_meaning, text, expected) => {
  expect(read(text)).toBe(expected);
});

const department = fc.constantFrom(...departments);
const last = fc.constantFrom('teacher', 'nurse', 'actor', 'mathelehrer');
const first = fc.constantFrom(...heads.first, ...heads.any);

test('a head has no department, whatever it is about; what stands where the head stands has', () => {
  fc.assert(
    fc.property(department, department, last, first, (one, other, teacher, professeur) => {
      expect(read(`${one} ${teacher}`)).toBeNull();
      expect(read(`${one} ${teacher} of ${other}`)).toBeNull();
      expect(read(`${professeur} de ${one}`)).toBeNull();
      expect(read(`${professeur} ${one} of ${other}`)).toBeNull();
      expect(read(`${one} of ${teacher}`)).toBe(one);
      expect(read(`${one} de ${professeur === 'actor' ? 'medico' : professeur}`)).toBe(one);
    }),
    { numRuns: 200 },
  );
});
