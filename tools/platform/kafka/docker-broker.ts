import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ManagedProcess } from '../process/managed-process';
import { SetupError } from '../setup-error';
import type { KafkaOptions } from './start-kafka';
import { KAFKA_IMAGE } from './versions';

const run = promisify(execFile);

/** Runs the official image. `docker run` stays in the foreground and hands on signals, so the container ends with it. */
export async function startDockerBroker(options: KafkaOptions): Promise<ManagedProcess> {
  const { port, dataDir, logDir, reset, throwAway, report, signal } = options;
  await pullImage(report, signal);
  const name = `amplication-kafka-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`;
  // A container of an earlier run that was cut off; its data are in the volume.
  await run('docker', ['rm', '--force', name]).catch(() => undefined);
  if (reset) await run('docker', ['volume', 'rm', '--force', name]).catch(() => undefined);
  const volume = throwAway ? [] : ['--volume', `${name}:/var/lib/kafka/data`];
  const environment = Object.entries(brokerEnvironment(port)).flatMap(([key, value]) => [
    '--env',
    `${key}=${value}`,
  ]);
  return ManagedProcess.start({
    command: 'docker',
    args: [
      ...['run', '--rm', '--name', name, '--publish', `127.0.0.1:${port}:${port}`],
      ...volume,
      ...environment,
      KAFKA_IMAGE,
    ],
    env: process.env,
    cwd: dataDir,
    logFile: join(logDir, 'kafka.log'),
  });
}

async function pullImage(report: (line: string) => void, signal?: AbortSignal): Promise<void> {
  const present = await run('docker', ['image', 'inspect', KAFKA_IMAGE]).then(
    () => true,
    () => false,
  );
  if (present) return;
  report(`Fetching the image ${KAFKA_IMAGE} (about 400 MB unpacked, once)`);
  const pull = spawn('docker', ['pull', KAFKA_IMAGE], { stdio: ['ignore', 'inherit', 'inherit'], signal });
  const [code] = await once(pull, 'close');
  signal?.throwIfAborted();
  if (code !== 0)
    throw new SetupError(`Docker could not fetch ${KAFKA_IMAGE}. Check the network, or set KAFKA_BROKERS.`);
}

/** The image makes its server.properties of these. The broker names itself by the port that the host sees. */
function brokerEnvironment(port: number): Record<string, string> {
  return {
    KAFKA_NODE_ID: '1',
    KAFKA_PROCESS_ROLES: 'broker,controller',
    KAFKA_LISTENERS: `PLAINTEXT://:${port},CONTROLLER://:29093`,
    KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://127.0.0.1:${port}`,
    KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
    KAFKA_INTER_BROKER_LISTENER_NAME: 'PLAINTEXT',
    KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
    KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:29093',
    KAFKA_LOG_DIRS: '/var/lib/kafka/data',
    KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
    KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
    KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS: '4',
    KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
    KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
    KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
    KAFKA_HEAP_OPTS: '-Xmx512m',
  };
}
