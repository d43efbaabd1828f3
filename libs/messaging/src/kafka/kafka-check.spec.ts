import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { kafkaCheck } from './kafka-check';

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
