import { createLog } from './log.ts';

function given() {
  const lines: string[] = [];
  const log = createLog('probe', 'info', { write: (line: string) => void lines.push(line) });
  return { lines, log };
}

test('fields that the schemas mark as personal are hidden wherever they stand', () => {
  const { lines, log } = given();
  log.info({ leadId: 'l1', contact: { email: 'a' }, list: [{ phone: '030 1', firstName: 'Ada' }] }, 'seen');
  const { leadId, contact, list, msg, service } = JSON.parse(lines[0] ?? '');
  expect({ leadId, contact, list, msg, service }).toEqual({
    leadId: 'l1',
    contact: '[hidden]',
    list: [{ phone: '[hidden]', firstName: '[hidden]' }],
    msg: 'seen',
    service: 'probe',
  });
});

test('what looks like an e-mail address is hidden in texts and errors', () => {
  const { lines, log } = given();
  log.error({ err: new Error('no mailbox ada.lovelace+x@analytical.io here') }, 'to ada@analytical.io');
  expect(lines[0]).toContain('no mailbox [hidden] here');
  expect(lines[0]).not.toContain('analytical');
});
