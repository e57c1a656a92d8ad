import { once } from 'node:events';
import { connect } from 'node:net';
import { connectKafka } from '@leadline/stream';
import { TopicProbe } from '@leadline/testkit';
import { service } from '../src/index.ts';
import { until } from './api.ts';

/** Lies in a file of its own but runs within intake.int.spec.ts: side by side they would share a consumer group. */
export function describeLeaving(): void {
  test('told to stop, it leaves its groups although a request is still open', async () => {
    const probe = await TopicProbe.open(['lead.received']); // which makes topics and schemas
    const client = await connectKafka({
      brokers: process.env['LEADLINE_KAFKA'] ?? '',
      clientId: 'leaving-test',
    });
    const hosted = await service.start({ ...process.env, LEADLINE_LOG: 'error' });
    const { hostname, port } = new URL(hosted.url);
    const slow = connect(Number(port), hostname);
    slow.on('error', () => {});
    try {
      const head = ['POST /v1/leads HTTP/1.1', 'host: intake', 'content-type: application/json'];
      slow.write([...head, 'content-length: 100', 'expect: 100-continue', '', ''].join('\r\n'));
      await once(slow, 'data'); // the server waits for the body now
      const stopping = hosted.stop();
      for (const group of ['intake', 'intake-status', 'intake-decision'])
        await until(
          () => client.members(group),
          (members) => members === 0,
        );
      // Had the groups waited for the request, it would have been cut off by now.
      expect(slow.destroyed || slow.readableEnded).toBe(false);
      slow.destroy();
      await stopping;
    } finally {
      slow.destroy();
      await hosted.stop();
      await client.close();
      await probe.close();
    }
  });
}
