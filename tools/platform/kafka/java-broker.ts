import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ManagedProcess } from '../process/managed-process';
import { freePort } from '../process/ports';
import { fetchJars } from './jars';
import type { KafkaOptions } from './start-kafka';

const run = promisify(execFile);

/** Runs a broker on Java: one process that is broker and controller (KRaft), on loopback. */
export async function startJavaBroker(options: KafkaOptions): Promise<ManagedProcess> {
  const { port, dataDir, logDir, reset, report, signal } = options;
  const jars = await fetchJars(report, signal);
  const folder = join(dataDir, 'kafka');
  const data = join(folder, 'data');
  if (reset) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const settings = join(folder, 'server.properties');
  writeFileSync(settings, serverProperties(port, await freePort(), data));
  const classPath = ['-cp', join(jars, '*')];
  if (!existsSync(join(data, 'meta.properties'))) {
    const format = ['format', `--cluster-id=${clusterId()}`, '--config', settings, '--ignore-formatted'];
    await run('java', [...classPath, 'kafka.tools.StorageTool', ...format], { signal });
  }
  return ManagedProcess.start({
    command: 'java',
    // Fast to start and small; a broker in production is set up for throughput instead.
    args: ['-Xmx512m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', ...classPath, 'kafka.Kafka', settings],
    env: process.env,
    cwd: folder,
    logFile: join(logDir, 'kafka.log'),
  });
}

/** A cluster's id is 16 bytes in URL-safe base64: it may begin with a dash, as an option does. */
function clusterId(): string {
  return randomBytes(16).toString('base64url');
}

function serverProperties(port: number, controllerPort: number, data: string): string {
  const properties = {
    'process.roles': 'broker,controller',
    'node.id': '1',
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}`,
    'controller.listener.names': 'CONTROLLER',
    'inter.broker.listener.name': 'PLAINTEXT',
    'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
    'log.dirs': data,
    // Topics are made by a command, so that a misspelt name fails.
    'auto.create.topics.enable': 'false',
    'offsets.topic.replication.factor': '1',
    'offsets.topic.num.partitions': '4',
    'transaction.state.log.replication.factor': '1',
    'transaction.state.log.min.isr': '1',
    'transaction.state.log.num.partitions': '4',
    'share.coordinator.state.topic.replication.factor': '1',
    'share.coordinator.state.topic.min.isr': '1',
    'group.initial.rebalance.delay.ms': '0',
  };
  return Object.entries(properties)
    .map(([key, value]) => `${key}=${value.replaceAll('\\', '\\\\')}\n`)
    .join('');
}
