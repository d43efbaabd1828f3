import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { databaseCheck, kafkaCheck } from './checks';

describe('kafkaCheck', () => {
  it('passes when one of the brokers accepts a connection, and names them when none does', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const { signal } = new AbortController();
    await kafkaCheck(['127.0.0.1:1', `127.0.0.1:${port}`])(signal);
    server.close();
    await once(server, 'close');
    await expect(kafkaCheck([`127.0.0.1:${port}`])(signal)).rejects.toThrow(`127.0.0.1:${port}`);
  });
});

describe('databaseCheck', () => {
  it('asks the database', async () => {
    const { signal } = new AbortController();
    const asked: string[] = [];
    await databaseCheck({ query: (text) => Promise.resolve(asked.push(text)) })(signal);
    expect(asked).toEqual(['select 1']);
    await expect(databaseCheck({ query: () => Promise.reject(new Error('gone')) })(signal)).rejects.toThrow(
      'gone',
    );
  });
});
