import express, { type Request, type Router } from 'express';
import type { Emulator } from '../emulator';
import type { Consumer } from '../state/model';
import {
  exchangeCode,
  refresh,
  REFUSED_CREDENTIALS,
  revokeByToken,
  TokenError,
  type TokenAnswer,
} from './tokens';

/** The consumer of a Basic header, when key and secret are right. */
function consumerOf(emulator: Emulator, request: Request): Consumer {
  const [, encoded = ''] = /^Basic (\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
  const text = Buffer.from(encoded, 'base64').toString();
  const colon = text.indexOf(':');
  const consumer = emulator.store.findConsumer(decodeURIComponent(text.slice(0, Math.max(colon, 0))));
  if (!consumer || decodeURIComponent(text.slice(colon + 1)) !== consumer.secret) {
    throw new TokenError(...REFUSED_CREDENTIALS);
  }
  return consumer;
}

function field(request: Request, name: string): string | null {
  const body = (request.body ?? {}) as Record<string, unknown>;
  const value = body[name];
  return typeof value === 'string' ? value : null;
}

function answer(emulator: Emulator, request: Request): TokenAnswer {
  const consumer = consumerOf(emulator, request);
  const grantType = field(request, 'grant_type');
  switch (grantType) {
    case 'authorization_code':
      return exchangeCode(emulator, consumer, field(request, 'code') ?? '', field(request, 'redirect_uri'));
    case 'refresh_token':
      return refresh(emulator, consumer, field(request, 'refresh_token') ?? '');
    default:
      throw new TokenError('invalid_grant', `Unsupported grant type: ${grantType ?? 'None'}`);
  }
}

/** Bitbucket answers a request without Basic credentials with a web page. */
const NOT_BASIC =
  '<!DOCTYPE html><html><head><title>Bitbucket</title></head><body><h1>Bad request</h1></body></html>';

/** The token endpoint speaks forms and HTTP Basic only. */
export function tokenRoutes(router: Router, emulator: Emulator): void {
  const form = express.urlencoded({ extended: false, limit: '1mb' });
  router.post('/access_token', form, (request, response) => {
    if (!/^Basic /i.test(request.headers.authorization ?? '')) {
      response.status(400).type('text/html').send(NOT_BASIC);
      return;
    }
    try {
      response.set('Cache-Control', 'no-store').json(answer(emulator, request));
    } catch (error) {
      if (!(error instanceof TokenError)) throw error;
      response.status(400).json({ error_description: error.message, error: error.error });
    } finally {
      emulator.store.changed();
    }
  });
  router.post('/revoke', form, (request, response) => {
    try {
      revokeByToken(emulator, consumerOf(emulator, request), field(request, 'token') ?? '');
      emulator.store.changed();
      response.status(200).end();
    } catch (error) {
      if (!(error instanceof TokenError)) throw error;
      response.status(400).json({ error_description: error.message, error: error.error });
    }
  });
}
