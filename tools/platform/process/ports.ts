import { connect, createServer } from 'node:net';
import { SetupError } from '../setup-error';

/** A port of 127.0.0.1 that nobody uses at the moment. */
export function freePort(): Promise<number> {
  return listenBriefly(0);
}

/** Several free ports, all different. */
export async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) ports.add(await freePort());
  return [...ports];
}

/** Throws `SetupError` that names the port and who needs it when something listens there already. */
export async function requireFreePort(port: number, user: string, hint: string): Promise<void> {
  // Both, since macOS lets one program listen on 127.0.0.1 while another has the port on all addresses.
  const free =
    (await canListen(port)) && !(await accepts(port, '127.0.0.1')) && !(await accepts(port, '::1'));
  if (!free) throw new SetupError(`Port ${port} is in use, and ${user} needs it. ${hint}`);
}

function canListen(port: number): Promise<boolean> {
  return listenBriefly(port).then(
    () => true,
    () => false,
  );
}

function accepts(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host, timeout: 500 });
    const end = (accepted: boolean) => {
      socket.destroy();
      resolve(accepted);
    };
    socket
      .once('connect', () => end(true))
      .once('error', () => end(false))
      .once('timeout', () => end(false));
  });
}

function listenBriefly(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : port));
    });
  });
}
