import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { project } from './jest.preset.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));
const projects = ['libs', 'apps', 'tools', 'e2e'].flatMap((rank) =>
  rank === 'e2e' || rank === 'tools'
    ? [`${rank}`]
    : readdirSync(`${root}${rank}`).map((name) => `${rank}/${name}`),
);

export default {
  projects: projects
    .filter((folder) => existsSync(`${root}${folder}`))
    .map((folder) => project(folder.split('/').pop(), `${root}${folder}`)),
};
