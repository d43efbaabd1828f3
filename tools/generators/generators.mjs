import { tsImport } from 'tsx/esm/api';

/** Nx loads generators with `require`, and Node 20 reads no TypeScript: tsx does, when the generator runs. */
const generator = (file) => async (tree, options) =>
  (await tsImport(file, import.meta.url)).default(tree, options);

export const event = generator('./event/event.ts');
export const endpoint = generator('./endpoint/endpoint.ts');
export const lib = generator('./lib/lib.ts');
