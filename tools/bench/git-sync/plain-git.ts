import { spawn } from 'node:child_process';

/** Runs git as anyone would, with the credentials in the environment; the output as text. */
export async function git(
  directory: string,
  args: readonly string[],
  options: { authorization?: string; config?: Record<string, string>; input?: string | Buffer } = {},
): Promise<string> {
  const config: Record<string, string> = {
    'gc.auto': '0',
    'maintenance.auto': 'false',
    'user.name': 'Bench',
    'user.email': 'bench@example.com',
    ...(options.authorization === undefined
      ? {}
      : { 'http.extraHeader': `Authorization: ${options.authorization}` }),
    ...options.config,
  };
  const environment: NodeJS.ProcessEnv = {
    PATH: process.env.PATH,
    HOME: '/nonexistent',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_CONFIG_COUNT: String(Object.keys(config).length),
  };
  Object.entries(config).forEach(([key, value], index) => {
    environment[`GIT_CONFIG_KEY_${index}`] = key;
    environment[`GIT_CONFIG_VALUE_${index}`] = value;
  });
  const child = spawn('git', args, { cwd: directory, env: environment });
  const [out, errors]: Buffer[][] = [[], []];
  child.stdout.on('data', (chunk: Buffer) => out?.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => errors?.push(chunk));
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0) throw new Error(`git ${args[0]}: ${Buffer.concat(errors ?? []).toString()}`);
  return Buffer.concat(out ?? [])
    .toString()
    .trim();
}
