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
  await expect(kafkaCheck([`127.0.0.1:${port}`, '127.0.0.1:1'])(signal)).rejects.toThrow(
    `none of 127.0.0.1:${port}, 127.0.0.1:1 accepts a connection`,
  );
});

it('gives up when its time is over, though a broker says nothing', async () => {
  const time = new AbortController();
  // An address of a network for documentation, where nobody answers.
  const checking = kafkaCheck(['192.0.2.1:9092'])(time.signal);
  time.abort();
  await expect(checking).rejects.toThrow('none of 192.0.2.1:9092 accepts a connection');
});
