import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { freePort, freePorts, requireFreePort } from './ports';

describe('ports', () => {
  it('that are free are different and can be used', async () => {
    const ports = await freePorts(10);
    expect(new Set(ports).size).toBe(10);
    for (const port of ports) await requireFreePort(port, 'a test', 'Stop it.');
  });

  it.each(['127.0.0.1', '0.0.0.0'])(
    'in use on %s are refused, with their number and who needs them',
    async (host) => {
      const server = createServer().listen(0, host);
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      await expect(requireFreePort(port, 'the server', 'Stop it.')).rejects.toThrow(
        `Port ${port} is in use, and the server needs it. Stop it.`,
      );
      server.close();
      await once(server, 'close');
    },
  );

  it('are real numbers', async () => expect(await freePort()).toBeGreaterThan(1023));
});
