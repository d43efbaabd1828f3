import { compactLine } from './compact-line';

describe('compactLine', () => {
  it('shows time, service, level and message of a JSON line, and the message of its error', () => {
    const line = JSON.stringify({
      level: 'error',
      time: '2026-01-02T03:04:05.000Z',
      app: 'amplication-server',
      err: { type: 'Error', message: 'refused' },
      msg: 'cannot start',
    });
    expect(compactLine('amplication-server', line)).toMatch(
      /^\d\d:04:05 server {8}ERROR cannot start \(refused\)$/,
    );
  });

  it('passes anything else as it is', () => {
    expect(compactLine('amplication-client', '{ not json')).toMatch(/^\d\d:\d\d:\d\d client {8}\{ not json$/);
  });
});
