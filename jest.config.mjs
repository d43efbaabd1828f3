import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { project } from './jest.preset.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));
/** Folders that hold projects, with what stands before a folder's name in the project's. */
const ranks = { libs: '', apps: '', tools: 'tools-' };
const inRanks = Object.entries(ranks).flatMap(([rank, prefix]) =>
  readdirSync(`${root}${rank}`)
    .filter((name) => existsSync(`${root}${rank}/${name}/project.json`))
    .map((name) => project(`${prefix}${name}`, `${root}${rank}/${name}`)),
);

export default { projects: [...inRanks, project('e2e', `${root}e2e`)] };
