import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { HttpException, PayloadTooLargeException } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';

/** In bytes. No route takes more; a longer body is not even read to be thrown away. */
const LARGEST_BODY = 12_000_000;

/**
 * Lets each connection have one request at a time. Node hands over all requests of one packet at once, hundreds of
 * them, before anybody can say how many there may be; neither browsers nor proxies send one before they have the answer
 * to the last. A connection that does is ended.
 */
export function oneRequestAtATime(server: Server): void {
  const handlers = server.listeners('request');
  const busy = new WeakSet<Socket>();
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request;
    if (busy.has(socket)) {
      socket.destroy();
      return;
    }
    busy.add(socket);
    response.once('close', () => busy.delete(socket));
    for (const handle of handlers) handle.call(server, request, response);
  });
}

/**
 * Refuses a body that does not say its length: it may come in a million pieces, each of which costs as much as a whole
 * one, and has no end that could be known. One that says a length which nothing here takes is refused likewise. The
 * connection is closed with the answer, so what is still on its way is not read.
 */
export function requireLength(request: Request, response: Response, next: NextFunction): void {
  const { 'transfer-encoding': coding, 'content-length': length } = request.headers;
  if (coding === undefined && Number(length ?? 0) <= LARGEST_BODY) {
    next();
    return;
  }
  response.setHeader('Connection', 'close');
  response.once('finish', () => request.socket.destroySoon());
  if (coding !== undefined) next(new HttpException('A body must say its length (Content-Length).', 411));
  else next(new PayloadTooLargeException(`A body may have at most ${LARGEST_BODY / 1_000_000} MB.`));
}
