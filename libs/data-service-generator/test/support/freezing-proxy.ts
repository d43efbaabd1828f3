import { connect, createServer, type Socket } from 'node:net';

export interface FreezingProxy {
  /** The address of the database, by the proxy. */
  readonly url: string;
  /** From now on nothing comes through, and nothing is refused: as a server that hangs. */
  freeze(): void;
  thaw(): void;
  close(): Promise<void>;
}

/** Stands before a database that a test wants to hang. */
export async function startFreezingProxy(databaseUrl: string): Promise<FreezingProxy> {
  const { hostname, port } = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let frozen = false;
  const track = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    if (frozen) socket.pause();
  };
  const join = (from: Socket, to: Socket) => {
    from.on('data', (data) => to.write(data)).on('close', () => to.destroy());
    track(from);
  };
  const server = createServer((client) => {
    const upstream = connect(Number(port || 5_432), hostname);
    join(client, upstream);
    join(upstream, client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  return {
    url: url.href,
    freeze() {
      frozen = true;
      for (const socket of sockets) socket.pause();
    },
    thaw() {
      frozen = false;
      for (const socket of sockets) socket.resume();
    },
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
