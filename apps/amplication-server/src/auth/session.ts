import type { Request } from 'express';

declare module 'express-session' {
  interface SessionData {
    accountId: string;
  }
}

export const SESSION_COOKIE = 'amplication.sid';

/** Signs an account in under a new session id, so that an id known before the sign-in is worth nothing after it. */
export async function startSession(request: Request, accountId: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    request.session.regenerate((error?: Error) => (error ? reject(error) : resolve()));
  });
  request.session.accountId = accountId;
  await new Promise<void>((resolve, reject) => {
    request.session.save((error?: Error) => (error ? reject(error) : resolve()));
  });
}

export function endSession(request: Request): Promise<void> {
  return new Promise((resolve, reject) => {
    request.session.destroy((error?: Error) => (error ? reject(error) : resolve()));
  });
}
