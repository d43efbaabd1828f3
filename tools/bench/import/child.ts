import { existsSync, readFileSync } from 'node:fs';
import { importModel } from '@amplication/model-exchange';
import { ModelTextError } from '@amplication/model-text';
import { FLOORS } from './floors';
import type { Measurement } from './measurement';
import { type TextFormat, TEXTS } from './texts';

/** Reads the text of a file, or parses it alone, and prints what that cost in this process. */
const [way = '', named = '', file = ''] = process.argv.slice(2);
const STATUS = '/proc/self/status';
const isFormat = (name: string): name is TextFormat => Object.hasOwn(TEXTS, name);
if (!isFormat(named)) throw new Error(`There is no format ${named}.`);
const text = readFileSync(file, 'utf8');

async function read(format: TextFormat): Promise<string> {
  try {
    const { model, losses } = await importModel(text, { format });
    return `${model.entities.length} entities, ${losses.length} losses`;
  } catch (error) {
    if (!(error instanceof ModelTextError)) throw error;
    return 'refused';
  }
}

/** The peak so far. Linux counts `maxRSS` from the process that started this one; what /proc says is this one's own. */
function megabytes(): number {
  const status = existsSync(STATUS) ? readFileSync(STATUS, 'utf8') : '';
  return Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? process.resourceUsage().maxRSS) / 1024;
}

const startMb = megabytes();
const started = performance.now();
const before = process.cpuUsage();
const outcome = way === 'floor' ? await FLOORS[named](text).then(() => 'parsed') : await read(named);
const { user, system } = process.cpuUsage(before);

const measurement: Measurement = {
  ms: performance.now() - started,
  cpuMs: (user + system) / 1000,
  startMb,
  peakMb: megabytes(),
  outcome,
};
process.stdout.write(JSON.stringify(measurement));
