import { generate } from '../generate';
import { sampleModel } from './sample-model';

let files: ReadonlyMap<string, string> | undefined;

/** What is generated of the sample, by path. */
export function sampleFiles(): ReadonlyMap<string, string> {
  files ??= new Map(generate(sampleModel()).map(({ path, content }) => [path, content]));
  return files;
}
