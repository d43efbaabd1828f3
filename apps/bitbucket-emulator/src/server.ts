import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import express, { type ErrorRequestHandler, type Express } from 'express';
import { controlRouter } from './control/router';
import type { Emulator } from './emulator';
import { BareRepositories } from './git/bare-repositories';
import { smartHttp } from './smart-http/smart-http';
import { FaultBook, faultMiddleware } from './http/faults';
import { loopbackOnly } from './http/loopback';
import { RequestLog } from './http/request-log';
import { oauthRouter } from './oauth/routes';
import { removeDirectory, type EmulatorOptions } from './options';
import { pagesRouter } from './pages/router';
import { restRouter } from './rest/router';
import { Clock } from './state/clock';
import { KeyedQueue } from './state/queue';
import { BUILT_IN_CONSUMER, seedState } from './state/seeds';
import { defaultSettings } from './state/settings';
import { Store } from './state/store';
import { WebhookSender } from './webhooks/sender';

export interface RunningEmulator {
  url: string;
  emulator: Emulator;
  /** Ends connections and children, saves (or removes) the data folder. */
  close(): Promise<void>;
}

const pageErrors: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) return next(error);
  response
    .status(500)
    .type('text/plain')
    .send(error instanceof Error ? error.message : 'Something went wrong');
};

function makeApp(emulator: Emulator): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(loopbackOnly);
  app.use(emulator.requests.middleware());
  app.use('/_emulator', controlRouter(emulator));
  app.use(faultMiddleware(emulator));
  app.use('/2.0', restRouter(emulator));
  app.use('/site/oauth2', oauthRouter(emulator));
  app.use(smartHttp(emulator));
  app.use(pagesRouter(emulator));
  app.use(pageErrors);
  return app;
}

/** Starts an emulator on 127.0.0.1. */
export async function startEmulator(options: EmulatorOptions): Promise<RunningEmulator> {
  const settings = defaultSettings();
  const queue = new KeyedQueue();
  const dataDirectory = resolve(options.dataDirectory);
  const emulator: Emulator = {
    store: new Store(dataDirectory, () => seedState(options.callbackUrl)),
    settings,
    clock: new Clock(settings),
    repositories: new BareRepositories(join(dataDirectory, 'repositories'), queue),
    queue,
    faults: new FaultBook(),
    requests: new RequestLog(),
    webhooks: new WebhookSender(settings),
    branchSeenAt: new Map(),
    recentRequests: new Map(),
    url: '',
  };
  // A data folder of an earlier run may have been made for a client on another port.
  const builtIn = emulator.store.findConsumer(BUILT_IN_CONSUMER);
  if (builtIn) builtIn.callbackUrl = options.callbackUrl;
  await emulator.repositories.prepare();
  const server = createServer(makeApp(emulator));
  // A push may take long; nothing here should cut it.
  server.requestTimeout = 0;
  try {
    await new Promise<void>((done, failed) => {
      server.once('error', failed);
      server.listen(options.port, '127.0.0.1', done);
    });
  } catch (error) {
    if (options.temporary) removeDirectory(dataDirectory);
    throw error;
  }
  emulator.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: emulator.url,
    emulator,
    close: async () => {
      const closed = new Promise((done) => server.close(done));
      server.closeAllConnections();
      await Promise.all([closed, emulator.webhooks.stop()]);
      emulator.store.save();
      if (options.temporary) removeDirectory(dataDirectory);
    },
  };
}
