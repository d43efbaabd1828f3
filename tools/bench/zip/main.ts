import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import pg from 'pg';
import { pathToFileURL } from 'node:url';
import { openArtifactStore } from '@amplication/artifacts';
import { readCommandLine } from '../../command/command-line';
import { newPerson, Story } from '../../demo/story';
import { Steps } from '../../demo/steps';
import { type Platform, startPlatform } from '../../platform';

/** `npm run bench:zip`: what the server's memory grows by while many fetch the zip of a large build at once. */
const { values } = readCommandLine({
  name: 'npm run bench:zip',
  help: "Measures the server's memory while many fetch the zip of a large build at once.",
  options: {
    files: { kind: 'number', help: 'Files of the build; 5000 unless given.', least: 1, unless: 5_000 },
    downloads: { kind: 'number', help: 'Downloads at once; 20 unless given.', least: 1, unless: 20 },
  },
});
const SAMPLE_MS = 20;

const platform = await startPlatform({ ports: 'free', report: (line) => console.error(line) });
try {
  const story = await Story.begin(platform, new Steps(() => undefined), newPerson());
  const url = `/api/builds/${await largeBuild(platform, story)}/zip`;
  const fetchZip = async () => (await (await story.product.api.request('GET', url)).arrayBuffer()).byteLength;
  await fetchZip();
  console.log('| Downloads at once | Resident before, MB | Peak, MB | More, MB | Seconds |');
  console.log('| --- | --- | --- | --- | --- |');
  for (const downloads of [1, values.downloads, values.downloads, values.downloads])
    await measure(platform, downloads, fetchZip);
  await story.alice.leave();
} finally {
  await platform.stop();
}

/** A finished build whose files are so many; what generated them does not matter here. */
async function largeBuild({ databaseUrl, dataDir }: Platform, { product }: Story): Promise<string> {
  const build = await product.waitForBuild((await product.startBuild('Large')).id);
  const artifact = await openArtifactStore(pathToFileURL(join(dataDir, 'artifacts')).href).putArtifact(
    product.workspaceId,
    Array.from({ length: values.files }, (_, i) => ({
      path: `src/part-${i % 50}/file-${i}.ts`,
      mode: '100644' as const,
      bytes: Buffer.from(`export const value${i} = ${i};\n`.repeat(20)),
    })),
  );
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('update server.build set artifact_id = $1 where id = $2', [artifact.id, build.id]);
  } finally {
    await client.end();
  }
  return build.id;
}

async function measure(running: Platform, downloads: number, fetchZip: () => Promise<number>): Promise<void> {
  const resident = () => residentMb(running.pid('amplication-server'));
  const before = resident();
  let peak = before;
  const over = new AbortController();
  const watch = (async () => {
    for (; !over.signal.aborted; await pause(SAMPLE_MS)) peak = Math.max(peak, resident());
  })();
  const started = Date.now();
  const sizes = await Promise.all(Array.from({ length: downloads }, fetchZip));
  over.abort();
  await watch;
  if (new Set(sizes).size !== 1) throw new Error(`Zips of several sizes: ${sizes.join(', ')}`);
  const cells = [downloads, before.toFixed(0), peak.toFixed(0), (peak - before).toFixed(1)];
  console.log(`| ${[...cells, ((Date.now() - started) / 1000).toFixed(1)].join(' | ')} |`);
}

/** Resident size of a process as Linux has it, in MB of 10^6 bytes. */
function residentMb(pid: number | null): number {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return (Number(kilobytes) * 1024) / 1e6;
}
