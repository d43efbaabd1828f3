import { join } from 'node:path';
import { ManagedProcess } from '../process/managed-process';
import { waitUntilReady } from '../process/wait-until';
import type { ServiceName } from '../types';
import { READY_PATHS, serviceCommand, type ServiceContext, serviceEnvironment } from './definitions';

export interface RunnerOptions {
  context: ServiceContext;
  /** Folder that holds the built services, each in one of its name. */
  programs: string;
  logDir: string;
  env: Record<string, string>;
  serviceEnv: Partial<Record<ServiceName, Record<string, string>>>;
  onLog?: ((service: ServiceName, line: string) => void) | undefined;
  onCrash?: ((service: ServiceName, reason: string) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/** Generous, for a laptop that starts everything at once. */
const READY_LIMIT_MS = 90_000;
const STOP_LIMIT_MS = 15_000;

/** Starts and stops the platform's services, each a process of its own. */
export class ServiceRunner {
  private readonly processes = new Map<ServiceName, ManagedProcess>();

  constructor(private readonly options: RunnerOptions) {}

  logFile(service: ServiceName): string {
    return join(this.options.logDir, `${service}.log`);
  }

  pid(service: ServiceName): number | null {
    return this.processes.get(service)?.pid ?? null;
  }

  /** Starts a service and resolves when it is ready. */
  async start(service: ServiceName, extra: Record<string, string> = {}): Promise<void> {
    const { context, programs, onLog, onCrash, signal } = this.options;
    if (this.pid(service) !== null) throw new Error(`${service} runs already.`);
    const child = ManagedProcess.start({
      command: process.execPath,
      ...serviceCommand(service, programs),
      env: { ...this.environment(service), ...extra },
      logFile: this.logFile(service),
      onLine: (line) => onLog?.(service, line),
    });
    this.processes.set(service, child);
    const url = `${context.urls[service]}${READY_PATHS[service]}`;
    await waitUntilReady(service, child, () => expectOk(url), { limitMs: READY_LIMIT_MS, signal });
    void child.ended.then((reason) => {
      if (this.processes.get(service) === child) onCrash?.(service, reason);
    });
  }

  async kill(service: ServiceName, signal: NodeJS.Signals): Promise<void> {
    const child = this.processes.get(service);
    if (!child || child.pid === null) throw new Error(`${service} does not run.`);
    if (signal === 'SIGSTOP' || signal === 'SIGCONT') {
      child.signal(signal);
      return;
    }
    this.processes.delete(service);
    child.signal(signal);
    await child.ended;
  }

  async stopAll(services: readonly ServiceName[]): Promise<void> {
    await Promise.all(
      services.map(async (service) => {
        const child = this.processes.get(service);
        this.processes.delete(service);
        // One that was stopped by SIGSTOP could not hear of anything else.
        child?.signal('SIGCONT');
        await child?.stop(STOP_LIMIT_MS);
      }),
    );
  }

  private environment(service: ServiceName): NodeJS.ProcessEnv {
    const { context, env, serviceEnv } = this.options;
    const base = context.isolated ? neutralEnvironment() : process.env;
    return { ...base, ...serviceEnvironment(service, context), ...env, ...serviceEnv[service] };
  }
}

/** What a program needs of the machine, and none of the variables that configure a service. */
function neutralEnvironment(): NodeJS.ProcessEnv {
  const names = [
    'PATH',
    'HOME',
    'USER',
    'TMPDIR',
    'LANG',
    'LC_ALL',
    'TZ',
    'SystemRoot',
    'NODE_EXTRA_CA_CERTS',
  ];
  return Object.fromEntries(
    names.map((name) => [name, process.env[name]]).filter(([, value]) => value !== undefined),
  );
}

async function expectOk(url: string): Promise<void> {
  const response = await fetch(url, { signal: AbortSignal.timeout(5_000), redirect: 'manual' });
  await response.body?.cancel();
  if (response.status >= 400) throw new Error(`${url} answers ${response.status}`);
}
