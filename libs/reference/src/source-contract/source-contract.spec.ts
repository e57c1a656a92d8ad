import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LeadlineError } from '@leadline/contracts';
import type { SourceContract } from '@leadline/domain';
import { loadContracts, parseContract } from './load.ts';
import { contractText } from './write.ts';

const faultsOf = (text: string): readonly string[] => {
  try {
    parseContract(text, 'web.yaml');
  } catch (error) {
    const { code, message } = error as LeadlineError;
    expect(code).toBe('LEADLINE_CONTRACT_INVALID');
    return message.split('\n');
  }
  return [];
};

test('a contract by hand promises what it says and nothing else', () => {
  const text =
    'contract: source\nsource: web\nfields:\n  industry: { minFilled: 0.9, values: [software, retail] }\n';
  expect(parseContract(text, 'web.yaml')).toEqual({
    contract: 'source',
    tenant: 'default',
    source: 'web',
    learned: null,
    volume: null,
    attributes: null,
    maxQuarantined: null,
    fields: {
      industry: {
        minFilled: 0.9, maxUnknown: null, maxInvalid: null, values: { software: null, retail: null }, maxOther: 0, pattern: null,
        min: null, max: null,
      }, // prettier-ignore
    },
  });
});

test.each([
  ['contract: source\nsource: web\nfields:\n  industry: { minFiled: 0.9 }\n', /^web\.yaml:4:15: fields\.industry\.minFiled: /],
  ['contract: source\nsource: web\nfields:\n  industry:\n    minFilled: 90\n', /^web\.yaml:5:5: fields\.industry\.minFilled: /],
  ['contract: source\nsource: web\nfields:\n  branche: { minFilled: 1 }\n', /^web\.yaml:4:3: fields\.branche: /],
  ['contract: source\nsource: web\nfields:\n  email: { values: [a] }\n', /^web\.yaml:4:12: fields\.email\.values: email tells no values/],
  ['contract: source\nsource: web\nfields:\n  accountId: { pattern: "(" }\n', /^web\.yaml:4:16: fields\.accountId\.pattern: .*regular expression/],
  ['contract: sauce\nsource: web\n', /^web\.yaml:1:1: contract: /],
  ['contract: source\n', /^web\.yaml:1:1: source: /],
  ['contract: source\nsource: [web\n', /^web\.yaml:3:1: /],
])('a fault names file, line and column: %j', (text, fault) => {
  expect(faultsOf(text)[0]).toMatch(fault);
}); // prettier-ignore

const contract: SourceContract = {
  tenant: 'acme',
  source: 'partner-portal',
  learned: { from: 0, to: 86_400_000, leads: 900 },
  volume: { min: null, max: null, perDay: 64.3, dispersion: 2.5 },
  fields: {
    email: { minFilled: 0.9, maxUnknown: null, maxInvalid: 0.2, values: null, maxOther: 0, pattern: null, min: null, max: null },
    industry: { minFilled: 0.7, maxUnknown: 0.01, maxInvalid: null, values: { software: 0.5, retail: 0.5 }, maxOther: 0.01, pattern: null, min: null, max: null },
  },
  attributes: ['utm_term'],
  maxQuarantined: 0.3,
}; // prettier-ignore

test('a contract that is written reads the same', () => {
  expect(parseContract(contractText(contract), 'x.yaml')).toEqual({ contract: 'source', ...contract });
});

describe('a folder of contracts', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'leadline-contracts-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('holds sources, outcomes and reps', async () => {
    await writeFile(join(folder, 'a.yaml'), contractText(contract));
    await writeFile(join(folder, 'b.yml'), 'contract: outcomes\nmaxAmount: 1000\n');
    await writeFile(join(folder, 'c.yaml'), 'contract: reps\ntiers: [junior]\n');
    const { sources, outcomes, reps } = loadContracts(folder);
    expect([...sources]).toEqual([['acme/partner-portal', contract]]);
    expect(outcomes).toMatchObject({ maxAmount: 1000, paid: ['won'] });
    expect(reps).toMatchObject({ tiers: ['junior'], minCapacity: 1 });
  });

  test('may not hold two of one source', async () => {
    await writeFile(join(folder, 'a.yaml'), contractText(contract));
    await writeFile(join(folder, 'b.yaml'), contractText(contract));
    expect(() => loadContracts(folder)).toThrow(/b\.yaml: there is another contract of acme\/partner-portal/);
  });

  test('has to be there', () => {
    expect(() => loadContracts(join(folder, 'none'))).toThrow(
      expect.objectContaining({ code: 'LEADLINE_FILE_UNREADABLE' }),
    );
  });
});
