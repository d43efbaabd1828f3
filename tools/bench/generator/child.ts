import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { generate } from '@amplication/data-service-generator';
import { parseServiceModel } from '@amplication/service-model';
import type { Measurement } from './measurement';

/** Reads a model from the file that is named, generates its service, and prints what that cost in this process. */
const text = readFileSync(process.argv[2] ?? '', 'utf8');

const megabytes = () => process.resourceUsage().maxRSS / 1024;
const timed = <T>(work: () => T): { result: T; ms: number; cpuMs: number } => {
  const started = performance.now();
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return { result, ms: performance.now() - started, cpuMs: (user + system) / 1000 };
};

const startMb = megabytes();
const parsed = timed(() => parseServiceModel(JSON.parse(text)));
const parseMb = megabytes();
const generated = timed(() => generate(parsed.result));
const generateMb = megabytes();
const floor = timed(() =>
  generated.result.map(({ content }) => createHash('sha1').update(Buffer.from(content)).digest('hex')),
);
const warm = timed(() => generate(parsed.result));

const measurement: Measurement = {
  parseMs: parsed.ms,
  parseCpuMs: parsed.cpuMs,
  generateMs: generated.ms,
  generateCpuMs: generated.cpuMs,
  warmCpuMs: warm.cpuMs,
  floorCpuMs: floor.cpuMs,
  startMb,
  parseMb,
  generateMb,
  files: generated.result.length,
  bytes: generated.result.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0),
};
process.stdout.write(JSON.stringify(measurement));
