import { Router } from 'express';
import type { Emulator } from '../emulator';
import { avatar } from './avatar';
import { signInRoutes } from './sign-in';

/** The pages for a person. */
export function pagesRouter(emulator: Emulator): Router {
  const router = Router();
  router.get('/account/:name/avatar', avatar);
  signInRoutes(router, emulator);
  return router;
}
