import { assessLead } from '@leadline/domain';
import { shippedVocabularies } from '@leadline/reference';
import { enrichedLead } from '../test/lead.ts';
import { keyedHash } from './adapters/keyed-hash.ts';
import { lookUp } from './lookups.ts';

/** Microseconds of CPU a lead that enrichment and data quality may take together; the look-ups here are most of it. */
const BUDGET = 1000;
const LEADS = 3000;

test('data quality takes less than half of the millisecond that a lead may cost', () => {
  const vocabularies = shippedVocabularies();
  const hash = keyedHash('a secret for these tests');
  const leads = Array.from({ length: LEADS }, (_, index) =>
    enrichedLead({
      title:
        ['Vertriebsleiterin', 'Snr. Sofware Enginer', 'Chargée de mission', 'Wizard of light'][index % 4] ??
        null,
      industry:
        ['technolgy', 'Herstellung von Maschinen', 'Retail sale of carpets', 'Fishmongery'][index % 4] ??
        null,
      country: ['Untied Kingdom', 'Deutschland', 'Lyon, France', 'Atlantis'][index % 4] ?? null,
      source: `source ${String(index)}`,
      dealType: 'Neukunde',
      companySize: '51-200 employees',
      postalCode: '94105',
    }),
  );
  for (const lead of leads) assessLead(lead, lookUp(lead, vocabularies), hash);
  const started = process.cpuUsage();
  for (const lead of leads) assessLead(lead, lookUp(lead, vocabularies), hash);
  const { user, system } = process.cpuUsage(started);
  expect((user + system) / LEADS).toBeLessThan(BUDGET / 2);
});
