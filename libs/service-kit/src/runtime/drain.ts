import type { Server } from 'node:http';

/**
 * Stops an HTTP server: takes no more connections, lets requests that are being answered end for up to `limitMs`,
 * then drops what is still open.
 */
export async function drainHttp(server: Server, limitMs: number): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const timer = setTimeout(() => server.closeAllConnections(), limitMs);
  server.closeIdleConnections();
  await closed;
  clearTimeout(timer);
}
