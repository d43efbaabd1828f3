import express, { Router, type ErrorRequestHandler, type RequestHandler } from 'express';
import type { Emulator } from '../emulator';
import { ApiError } from '../http/api-error';
import { faultRoutes } from './faults';
import { fixtureRoutes } from './fixtures';
import { controlPage } from './page';
import { repositoryRoutes } from './repositories';
import { requestRoutes } from './requests';
import { settingsRoutes } from './settings';
import { stateRoutes } from './state';

const errors: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) return next(error);
  const status = error instanceof ApiError ? error.status : 500;
  response.status(status).json({ message: error instanceof Error ? error.message : String(error) });
};

/** A page of another site, open in the same browser, must not play with the emulator. */
const sameSite: RequestHandler = (request, _response, next) => {
  const { origin, host } = request.headers;
  if (origin !== undefined && origin !== `http://${host}`) throw new ApiError(403, 'sent from another site');
  next();
};

/** The control API under `/_emulator`; documented in the README of this app. */
export function controlRouter(emulator: Emulator): Router {
  const router = Router();
  router.use(sameSite);
  router.use(express.json({ limit: '64mb' }));
  for (const add of [
    controlPage,
    settingsRoutes,
    faultRoutes,
    requestRoutes,
    fixtureRoutes,
    repositoryRoutes,
    stateRoutes,
  ]) {
    add(router, emulator);
  }
  router.use(errors);
  return router;
}
