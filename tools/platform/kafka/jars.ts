import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { cacheDirectory } from '../paths';
import { SetupError } from '../setup-error';
import { KAFKA_DOWNLOAD_MB, KAFKA_VERSION } from './versions';

/** Where Kafka's jars are kept, shared by all checkouts. */
export function jarsFolder(): string {
  return join(cacheDirectory(), `kafka-${KAFKA_VERSION}`);
}

/** Fetches Kafka and what it needs by Maven, once. The folder appears complete or not at all. */
export async function fetchJars(report: (line: string) => void, signal?: AbortSignal): Promise<string> {
  const folder = jarsFolder();
  if (existsSync(folder)) return folder;
  report(`Fetching Apache Kafka ${KAFKA_VERSION} (${KAFKA_DOWNLOAD_MB} MB, once) into ${folder}`);
  mkdirSync(cacheDirectory(), { recursive: true });
  const work = mkdtempSync(join(cacheDirectory(), 'kafka-'));
  try {
    const jars = join(work, 'jars');
    writeFileSync(join(work, 'pom.xml'), pom());
    await runMaven(work, jars, report, signal);
    if (!existsSync(folder)) renameSync(jars, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return folder;
}

function pom(): string {
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>amplication</groupId>
  <artifactId>kafka-for-developers</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency>
      <groupId>org.apache.kafka</groupId>
      <artifactId>kafka_2.13</artifactId>
      <version>${KAFKA_VERSION}</version>
    </dependency>
  </dependencies>
</project>
`;
}

async function runMaven(
  folder: string,
  jars: string,
  report: (line: string) => void,
  signal?: AbortSignal,
): Promise<void> {
  const args = ['-B', 'dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${jars}`];
  const maven = spawn('mvn', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], signal });
  const progress = downloadProgress(report);
  const tail: string[] = [];
  for (const stream of [maven.stdout, maven.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      progress(line);
      tail.push(line);
      if (tail.length > 15) tail.shift();
    });
  }
  const [code] = await once(maven, 'close');
  signal?.throwIfAborted();
  if (code !== 0) {
    const problem = tail.find((line) => line.startsWith('[ERROR]')) ?? tail.at(-1) ?? '';
    throw new SetupError(
      `Maven could not fetch Kafka: ${problem.replace('[ERROR] ', '')} Check the network and Maven's settings.`,
    );
  }
}

/**
 * Adds up Maven's lines `Downloaded from central: https://… (1.2 MB at 3 MB/s)` and reports at most every 3 seconds.
 */
function downloadProgress(report: (line: string) => void): (line: string) => void {
  let megabytes = 0;
  let told = Date.now();
  return (line) => {
    const match = /^(?:\[INFO\] )?Downloaded.*\(([\d.]+) (B|kB|MB)/.exec(line);
    if (!match) return;
    megabytes += Number(match[1]) * ({ B: 1e-6, kB: 1e-3, MB: 1 }[String(match[2])] ?? 0);
    if (Date.now() - told < 3_000) return;
    told = Date.now();
    report(`  ${megabytes.toFixed(0)} MB of Kafka so far`);
  };
}
