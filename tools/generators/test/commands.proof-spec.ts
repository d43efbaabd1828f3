import { execFile } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { documentedCommands } from '../../docs/documented-commands';
import { REPOSITORY_ROOT } from '../../platform/paths';

interface Result {
  code: number;
  output: string;
}

/** Runs a command line as a reader types it. */
function type(command: string): Promise<Result> {
  const env = { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false', NO_COLOR: '1' };
  return new Promise((resolve) => {
    execFile('sh', ['-c', command], { cwd: REPOSITORY_ROOT, env }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, output: `${stdout}${stderr}` });
    });
  });
}

const read = (file: string) =>
  JSON.parse(readFileSync(join(REPOSITORY_ROOT, 'tools/generators', file), 'utf8'));
const generators = Object.keys(read('generators.json').generators);
const documented = documentedCommands(REPOSITORY_ROOT)
  .map(({ command }) => command)
  .filter((command) => command.startsWith('npx nx g ') && !command.includes('--help'));

/** Loading the project graph takes seconds, and more with other work on the machine. */
const NX_MS = 60_000;

describe.each(generators)('the generator %s', (name) => {
  const call = `npx nx g ./tools/generators:${name}`;

  it(
    'does what its recipe in CONTRIBUTING.md says, and writes nothing in a dry run',
    async () => {
      const commands = documented.filter((command) => command.startsWith(call));
      expect(commands).toHaveLength(1);
      const started = Date.now();
      const { code, output } = await type(`${commands.join()} --dry-run`);
      expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining('no changes were made') });
      const changes = [...output.matchAll(/^(CREATE|UPDATE) (.+)$/gm)];
      expect(changes.length).toBeGreaterThan(3);
      for (const [, kind, path = ''] of changes) {
        const file = join(REPOSITORY_ROOT, path);
        if (kind === 'CREATE') expect({ path, exists: existsSync(file) }).toEqual({ path, exists: false });
        else expect(statSync(file).mtimeMs).toBeLessThan(started);
      }
    },
    NX_MS,
  );

  it(
    'lists each option, takes no other, and has an example that is a call of it',
    async () => {
      const { properties, examples, additionalProperties } = read(`${name}/schema.json`);
      const { code, output } = await type(`${call} --help`);
      expect(code).toBe(0);
      expect(additionalProperties).toBe(false);
      for (const option of Object.keys(properties)) expect(output).toContain(`--${option}`);
      for (const { command } of examples) expect(command).toMatch(call);
    },
    NX_MS,
  );

  it(
    'refuses to guess',
    async () => {
      const { code, output } = await type(`${call} --no-interactive`);
      expect({ code, output }).toEqual({
        code: 1,
        output: expect.stringMatching(/ Name the (event|operation|lib) /),
      });
    },
    NX_MS,
  );
});
