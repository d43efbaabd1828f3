import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import type { Request, RequestHandler, Response } from 'express';
import type { Emulator } from '../emulator';
import { afterRefsChanged } from '../changes/refs';
import { checkGitAccess } from './access';
import { pushEnvironment } from './push-environment';
import { gitEnvironment } from '../git/run-git';

const ADDRESS = /^\/([^/]+)\/([^/]+?)(?:\.git)?\/(info\/refs|git-upload-pack|git-receive-pack)$/;

const KILL_AFTER_MS = 2000;

/** git settings for one request, as GIT_CONFIG_* variables. */
function settingsEnvironment(settings: Record<string, string>): Record<string, string> {
  const entries = Object.entries(settings);
  return Object.fromEntries([
    ['GIT_CONFIG_COUNT', String(entries.length)],
    ...entries.flatMap(([key, value], index) => [
      [`GIT_CONFIG_KEY_${index}`, key],
      [`GIT_CONFIG_VALUE_${index}`, value],
    ]),
  ]) as Record<string, string>;
}

function cgiEnvironment(
  emulator: Emulator,
  request: Request,
  directory: string,
  file: string,
): Record<string, string> {
  const { settings, repositories } = emulator;
  const header = (name: string): string => String(request.headers[name] ?? '');
  return gitEnvironment({
    GIT_PROJECT_ROOT: directory,
    GIT_HTTP_EXPORT_ALL: '1',
    PATH_INFO: `/${file}`,
    REQUEST_METHOD: request.method,
    QUERY_STRING: new URL(request.originalUrl, 'http://localhost').search.slice(1),
    CONTENT_TYPE: header('content-type'),
    REMOTE_ADDR: '127.0.0.1',
    REMOTE_USER: 'emulator',
    ...(header('content-length') && { CONTENT_LENGTH: header('content-length') }),
    ...(header('content-encoding') && { HTTP_CONTENT_ENCODING: header('content-encoding') }),
    ...(header('git-protocol') && {
      HTTP_GIT_PROTOCOL: header('git-protocol'),
      GIT_PROTOCOL: header('git-protocol'),
    }),
    ...settingsEnvironment({
      'http.receivepack': 'true',
      'core.hooksPath': repositories.hooksDirectory,
      'uploadpack.allowFilter': String(settings.partialClone),
      'uploadpack.allowAnySHA1InWant': String(settings.anyObjectWants),
      'receive.denyDeleteCurrent': 'ignore',
      'receive.autogc': 'false',
      'safe.directory': '*',
    }),
  });
}

/** Splits the CGI answer: headers first, then the body streams through. */
function passAnswer(child: ChildProcessWithoutNullStreams, response: Response): void {
  let head = Buffer.alloc(0);
  const onData = (chunk: Buffer): void => {
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf('\r\n\r\n');
    if (end < 0) return;
    child.stdout.off('data', onData);
    child.stdout.pause();
    for (const line of head.subarray(0, end).toString('latin1').split('\r\n')) {
      const [, name = '', value = ''] = /^([^:]+):\s*(.*)$/.exec(line) ?? [];
      if (name.toLowerCase() === 'status') response.status(Number.parseInt(value, 10));
      else if (name) response.setHeader(name, value);
    }
    const rest = head.subarray(end + 4);
    if (rest.length > 0) response.write(rest);
    // The end is written when git is done and the push has been looked at.
    child.stdout.pipe(response, { end: false });
  };
  child.stdout.on('data', onData);
}

/** Runs `git http-backend` for one request; resolves when it has ended, also when the client went away. */
function runBackend(request: Request, response: Response, env: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    // A process group of its own, so that http-backend and what it started end together.
    const child = spawn('git', ['http-backend'], { env, detached: true });
    const signal = (name: NodeJS.Signals): void => {
      if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
      try {
        process.kill(-child.pid, name);
      } catch {
        // It has just ended by itself.
      }
    };
    response.once('close', () => {
      child.stdin.destroy();
      // git cleans up after SIGTERM; children that do not listen were seen to spin for minutes.
      signal('SIGTERM');
      setTimeout(() => signal('SIGKILL'), KILL_AFTER_MS).unref();
    });
    child.stderr.resume();
    child.stdin.on('error', () => undefined);
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
    request.pipe(child.stdin);
    passAnswer(child, response);
  });
}

async function serve(
  emulator: Emulator,
  request: Request,
  response: Response,
  match: RegExpExecArray,
): Promise<void> {
  const [, workspace = '', repositoryName = '', file = ''] = match;
  const service = file === 'info/refs' ? request.query.service : file;
  if (service !== 'git-upload-pack' && service !== 'git-receive-pack') {
    response.status(403).type('text/plain').send('Please upgrade your git client.');
    return;
  }
  const names = { workspace: decodeURIComponent(workspace), repository: decodeURIComponent(repositoryName) };
  const access = checkGitAccess(emulator, request, names, service);
  if (!access.ok && access.status === 301) {
    const { search } = new URL(request.originalUrl, 'http://localhost');
    const address = `${emulator.url}/${emulator.store.fullName(access.movedTo)}.git/${file}${search}`;
    response.set({ Connection: 'close', Location: address }).status(301).end();
    return;
  }
  if (!access.ok) {
    if (access.status === 401) response.set('WWW-Authenticate', 'Basic realm="Bitbucket.org HTTP"');
    // The body of the request may still be on its way: the connection ends with this answer.
    response.set('Connection', 'close').status(access.status).type('text/plain').send(access.text);
    return;
  }
  const directory = await emulator.repositories.open(access.repository);
  const env = cgiEnvironment(emulator, request, directory, file);
  const isPush = file === 'git-receive-pack';
  if (isPush) Object.assign(env, pushEnvironment(emulator, access.repository, access.user));
  const code = await runBackend(request, response, env);
  if (isPush) await afterRefsChanged(emulator, access.repository, access.user);
  if (code !== 0 && !response.headersSent) response.status(500);
  response.end();
}

/** Git over HTTP at `/{workspace}/{repo}.git`. */
export function smartHttp(emulator: Emulator): RequestHandler {
  return async (request, response, next) => {
    const match = ADDRESS.exec(request.path);
    if (!match) return next();
    await serve(emulator, request, response, match);
  };
}
