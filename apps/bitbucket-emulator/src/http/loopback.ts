import type { RequestHandler } from 'express';

const NAMES = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * The emulator listens on 127.0.0.1 only; a web page of another site that has its name point here (DNS
 * rebinding) shows itself by the Host header.
 */
export const loopbackOnly: RequestHandler = (request, response, next) => {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  if (NAMES.includes(host)) return next();
  response.status(421).type('text/plain').send('The emulator answers on this machine only.');
};
