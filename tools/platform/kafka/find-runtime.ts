import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { SetupError } from '../setup-error';
import { MINIMUM_JAVA } from './versions';

const run = promisify(execFile);

/** How a Kafka broker can be run on this machine. */
export type KafkaRuntime = 'docker' | 'java';

/**
 * A Docker daemon that answers, else Java with Maven (or jars that are there already). Throws `SetupError` for neither.
 */
export async function findKafkaRuntime(hasJars: boolean, env = process.env): Promise<KafkaRuntime> {
  if (await succeeds('docker', ['version', '--format', '{{.Server.Version}}'], env)) return 'docker';
  const java = await javaVersion(env);
  if (java === null || java < MINIMUM_JAVA) {
    const found = java === null ? 'no Java' : `Java ${java}`;
    throw new SetupError(
      `Kafka needs a running Docker daemon, or Java ${MINIMUM_JAVA} or newer with Maven (found: no Docker daemon, ${found}). ` +
        'Start Docker, or install a JDK and Maven, or set KAFKA_BROKERS to a broker of yours.',
    );
  }
  if (!hasJars && !(await succeeds('mvn', ['--version'], env))) {
    throw new SetupError(
      `Java ${java} is here, but Maven, which fetches Kafka, is not (and no Docker daemon answers). ` +
        'Install Maven, or start Docker, or set KAFKA_BROKERS to a broker of yours.',
    );
  }
  return 'java';
}

async function succeeds(command: string, args: string[], env: NodeJS.ProcessEnv): Promise<boolean> {
  return run(command, args, { timeout: 10_000, env }).then(
    () => true,
    () => false,
  );
}

/**
 * Major version of the `java` on the path; null when there is none. macOS has a `java` that only asks to install one.
 */
async function javaVersion(env: NodeJS.ProcessEnv): Promise<number | null> {
  try {
    const { stderr, stdout } = await run('java', ['-version'], { timeout: 10_000, env });
    return parseJavaVersion(`${stderr}${stdout}`);
  } catch {
    return null;
  }
}

/** Reads `openjdk version "17.0.15"`, and the older `java version "1.8.0_292"`. */
export function parseJavaVersion(text: string): number | null {
  const match = /version "(?:1\.)?(\d+)/.exec(text);
  return match ? Number(match[1]) : null;
}
