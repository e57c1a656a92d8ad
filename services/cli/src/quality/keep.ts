import type { Cluster } from '../cluster.ts';
import { daysOf, type SourceDay } from './days.ts';
import type { QualityFacts } from './facts.ts';
import { keyOfDay, newsOf, recordOf } from './kept.ts';

/** Writes the days that tell of more leads than what was kept, and gives them back: a second run at once writes nothing. */
export async function keepDays(
  { client, codec }: Pick<Cluster, 'client' | 'codec'>,
  { leads, kept }: QualityFacts,
): Promise<readonly SourceDay[]> {
  const news = newsOf(daysOf(leads, []), kept);
  if (news.length === 0) return news;
  const producer = await client.producer();
  const encoded = (day: SourceDay) => {
    const key = keyOfDay(day);
    const context = { tenant: day.tenant, workspace: '', subject: key, traceparent: null };
    const emit = { topic: 'source.profile', record: 'SourceProfiled', key, value: recordOf(day) } as const;
    return codec.encode(emit, context, 'quality');
  };
  try {
    await producer.send(await Promise.all(news.map(encoded)));
  } finally {
    await producer.close();
  }
  return news;
}
