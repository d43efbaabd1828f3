import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A command that a page asks its reader to type. */
export interface DocumentedCommand {
  /** Without comment, variables and repeated blanks: `npm start -- --reset`. */
  command: string;
  /** `README.md:18`. */
  where: string;
}

const COMMAND = /\bnp(?:m (?:ci|install|start|test|run [^\s`]+)|x [^\s`]+)[^`#\n]*/g;

const PIPELINES = ['.github/workflows/ci.yml', 'bitbucket-pipelines.yml'];

/** The npm and npx lines of a page's blocks and of its code within sentences. */
export function commandsIn(page: string, text: string): DocumentedCommand[] {
  return text.split('\n').flatMap((line, index) =>
    [...line.matchAll(COMMAND)]
      .flatMap(([found]) => found.split('&&'))
      .map((command) => ({
        command: command.trim().replaceAll(/\s+/g, ' '),
        where: `${page}:${index + 1}`,
      }))
      .filter(({ command }) => /^np[mx] /.test(command)),
  );
}

/** The commands of the README, of every page below docs, of what contributors read, and of the pipelines. */
export function documentedCommands(root: string): DocumentedCommand[] {
  const pages = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`);
  const libs = readdirSync(join(root, 'libs')).map((lib) => `libs/${lib}/README.md`);
  return ['README.md', 'CONTRIBUTING.md', ...pages.sort(), ...libs, ...PIPELINES].flatMap((page) =>
    commandsIn(page, readFileSync(join(root, page), 'utf8')),
  );
}
