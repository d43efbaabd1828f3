import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { requireInfrastructurePorts, startInfrastructure } from './infrastructure';
import { Cleanup } from './process/cleanup';
import { requireFreePort } from './process/ports';
import { serviceUrls } from './services/definitions';
import { preparePrograms } from './services/programs';
import { ServiceRunner } from './services/service-runner';
import { type PlatformSettings, resolveSettings } from './settings';
import type { Platform, PlatformOptions, ServiceName } from './types';

/**
 * Starts the platform: PostgreSQL, Kafka and its topics, the emulator and the services, and waits until all are ready.
 * If anything fails, what was started is stopped again before the promise rejects; `SetupError` is for the user to mend.
 */
export async function startPlatform(options: PlatformOptions = {}): Promise<Platform> {
  const settings = await resolveSettings(options);
  const cleanup = new Cleanup();
  if (settings.throwAway) {
    cleanup.add(() => rmSync(settings.dataDir, { recursive: true, force: true, maxRetries: 5 }));
  }
  try {
    return await start(settings, options, cleanup);
  } catch (error) {
    await cleanup.run().catch(() => undefined);
    throw error;
  }
}

async function start(
  settings: PlatformSettings,
  options: PlatformOptions,
  cleanup: Cleanup,
): Promise<Platform> {
  const { report = () => undefined, signal } = options;
  const { services, dataDir, logDir } = settings;
  await requirePorts(settings);
  if (settings.reset) forget(settings);
  rmSync(logDir, { recursive: true, force: true });

  if (settings.build) report('Building the services');
  const programs = await preparePrograms({ services, dataDir, build: settings.build, signal });
  cleanup.add(() => rmSync(programs, { recursive: true, force: true, maxRetries: 5 }));
  const { databaseUrl, brokers } = await startInfrastructure({ ...settings, report, signal }, cleanup);
  const urls = serviceUrls(settings.servicePorts);
  const runner = new ServiceRunner({
    context: {
      urls,
      databaseUrl,
      brokers,
      topicPrefix: settings.topicPrefix,
      dataDir,
      emulator: settings.emulator,
      isolated: settings.ports === 'free',
    },
    programs,
    logDir,
    env: options.env ?? {},
    serviceEnv: options.serviceEnv ?? {},
    onLog: options.onLog,
    onCrash: options.onCrash,
    signal,
  });
  // In reverse: the services go first, so that none of them sees its neighbours vanish.
  cleanup.add(() => runner.stopAll(services.filter(isNeighbour)));
  cleanup.add(() => runner.stopAll(services.filter((name) => !isNeighbour(name))));
  report(`Starting ${services.length} services`);
  await startAll(runner, services);

  return {
    urls,
    databaseUrl,
    brokers,
    topicPrefix: settings.topicPrefix,
    dataDir,
    logDir,
    logFile: (service) => runner.logFile(service),
    pid: (service) => runner.pid(service),
    kill: (service, killSignal = 'SIGKILL') => runner.kill(service, killSignal),
    start: (service, env) => runner.start(service, env),
    stop: () => cleanup.run(),
  };
}

/** The emulator stands for somebody else's system. */
function isNeighbour(service: ServiceName): boolean {
  return service === 'bitbucket-emulator';
}

async function startAll(runner: ServiceRunner, services: readonly ServiceName[]): Promise<void> {
  const results = await Promise.allSettled(services.map((service) => runner.start(service)));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}

async function requirePorts(settings: PlatformSettings): Promise<void> {
  if (settings.ports === 'free') return;
  for (const service of settings.services) {
    await requireFreePort(settings.servicePorts[service], service, 'Stop the program that uses it.');
  }
  await requireInfrastructurePorts(settings);
}

/** PostgreSQL and Kafka forget by themselves. The secrets stay with a database of the user's own: they open what is in it. */
function forget({ dataDir, databaseUrl }: PlatformSettings): void {
  for (const name of ['artifacts', 'emulator', 'git-cache', ...(databaseUrl ? [] : ['secrets'])]) {
    rmSync(join(dataDir, name), { recursive: true, force: true });
  }
}
