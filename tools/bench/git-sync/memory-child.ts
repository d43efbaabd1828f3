import 'reflect-metadata';
import { makeEngine, sync, type Target } from './engine';
import { Generations } from './fixture';
import { peakMemoryOf } from './memory';

/** Runs one build in a process of its own and prints its peak memory; the argument is JSON. */
const { target, folder, count, changed } = JSON.parse(process.argv[2] ?? '{}') as {
  target: Target;
  folder: string;
  count: number;
  changed: number;
};
const generations = new Generations();
generations.make(count);
const files = generations.make(count, changed, 1);
const peak = await peakMemoryOf(() => sync(makeEngine(folder), target, generations, files));
process.stdout.write(JSON.stringify(peak));
