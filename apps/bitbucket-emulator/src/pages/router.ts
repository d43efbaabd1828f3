import { Router } from 'express';
import type { Emulator } from '../emulator';
import { avatar } from '../account/avatar';
import { commitPages } from './commits';
import { homePages } from './home';
import { pullRequestPages } from './pull-requests';
import { signedInUser, signInRoutes } from '../account/sign-in';
import { sourcePages } from './source';
import { notFoundPage } from './visit';

/** The pages for a person. */
export function pagesRouter(emulator: Emulator): Router {
  const router = Router();
  router.get('/account/:name/avatar', avatar);
  signInRoutes(router, emulator);
  homePages(router, emulator);
  sourcePages(router, emulator);
  commitPages(router, emulator);
  pullRequestPages(router, emulator);
  router.use((request, response) => {
    notFoundPage(response, signedInUser(emulator, request), 'There is nothing at this address.');
  });
  return router;
}
