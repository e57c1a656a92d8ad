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

test('of an error and its causes only name, code and message are told', () => {
  const { lines, log } = given();
  const cause = Object.assign(new TypeError('from bob@acme.io'), { code: 'E_CAUSE', value: { who: 'Ada' } });
  const error = Object.assign(new Error('no', { cause }), {
    code: 'E_NO',
    value: 'Ada',
    request: { body: 'Ada' },
  });
  log.error({ err: error, more: { inner: error } }, 'failed');
  log.error(error);
  expect(lines.join('')).not.toMatch(/\bAda\b|bob@/);
  const told = {
    name: 'Error',
    code: 'E_NO',
    message: 'no',
    stack: expect.stringContaining('log.spec') as string,
  };
  for (const { err } of lines.map((line) => JSON.parse(line) as { err: object }))
    expect(err).toEqual({ ...told, cause: { name: 'TypeError', code: 'E_CAUSE', message: 'from [hidden]' } });
});
