import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { REPOSITORY_ROOT } from '../platform/paths';

const SERVICES = [
  'amplication-build-manager',
  'amplication-git-pull-request-service',
  'amplication-server',
  'bitbucket-emulator',
  'local-data-service-generator-controller',
];

interface Graph {
  nodes: Record<string, { data: { root: string } }>;
  dependencies: Record<string, { target: string }[]>;
}

const folder = mkdtempSync(join(tmpdir(), 'amplication-graph-'));
let graph: Graph;

async function nx(...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(REPOSITORY_ROOT, 'node_modules/nx/dist/bin/nx.js'), ...args],
    { cwd: REPOSITORY_ROOT, env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' } },
  );
  return stdout;
}

/** Projects with the target that an edit of the file concerns. */
async function affected(file: string, target: string): Promise<string[]> {
  const args = ['show', 'projects', '--affected', `--files=${file}`, '--withTarget', target, '--json'];
  return (JSON.parse(await nx(...args)) as string[]).sort();
}

/** Everything that a project uses, by whatever way. */
function usedBy(project: string, seen = new Set<string>()): Set<string> {
  for (const { target } of graph.dependencies[project] ?? []) {
    if (seen.has(target) || !graph.nodes[target]) continue;
    seen.add(target);
    usedBy(target, seen);
  }
  return seen;
}

/** The inputs of a target, with each name replaced by what it stands for. */
function inputsOf(target: string): string[] {
  const { namedInputs, targetDefaults } = JSON.parse(
    readFileSync(join(REPOSITORY_ROOT, 'nx.json'), 'utf8'),
  ) as {
    namedInputs: Record<string, string[]>;
    targetDefaults: Record<string, { inputs: string[] }>;
  };
  const expand = (input: string): string[] =>
    namedInputs[input.replace(/^\^/, '')]?.flatMap(expand) ?? [input];
  return [...new Set(targetDefaults[target]?.inputs.flatMap(expand))];
}

beforeAll(async () => {
  const file = join(folder, 'graph.json');
  await nx('graph', `--file=${file}`);
  ({ graph } = JSON.parse(readFileSync(file, 'utf8')));
}, 90_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('an edit', () => {
  it('of the demo leaves every build alone, and reaches the demo', async () => {
    expect(await affected('tools/demo/demo.ts', 'build')).toEqual([]);
    expect(await affected('tools/demo/demo.ts', 'test')).toContain('tools-demo');
  }, 90_000);

  it('of the settings of the bundler reaches the build of every service', async () => {
    expect(await affected('tools/vite/service-build.ts', 'build')).toEqual(SERVICES);
  }, 90_000);
});

describe('of the tools', () => {
  it('a service uses the settings of its bundler, and the client and the libs use none', () => {
    const outside = Object.entries(graph.nodes).filter(([, { data }]) => /^(apps|libs)\//.test(data.root));
    expect(outside.length).toBeGreaterThan(10);
    for (const [name] of outside) {
      const tools = [...usedBy(name)].filter((used) => used.startsWith('tools-'));
      expect({ name, tools }).toEqual({ name, tools: SERVICES.includes(name) ? ['tools-vite'] : [] });
    }
  });

  it('none stands above a tool that uses it', () => {
    for (const name of Object.keys(graph.nodes))
      expect({ name, usesItself: usedBy(name).has(name) }).toEqual({ name, usesItself: false });
  });
});

describe('the inputs of a build', () => {
  it('are sources, the lock file and what says how to bundle, and no settings of lint or tests', () => {
    expect(inputsOf('build').filter((input) => input.startsWith('{workspaceRoot}'))).toEqual([
      '{workspaceRoot}/package-lock.json',
      '{workspaceRoot}/tsconfig.base.json',
      '{workspaceRoot}/package.json',
    ]);
    expect(inputsOf('lint')).toContain('{workspaceRoot}/eslint.config.mjs');
    expect(inputsOf('test')).toContain('{workspaceRoot}/.swcrc');
  });
});
