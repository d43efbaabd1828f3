import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate, sampleModel } from '@amplication/data-service-generator';
import { upgradeModel } from '@amplication/service-model';
import { jest } from '@jest/globals';
import { GeneratorInterrupted, GeneratorProcess } from './generator-process';

// Processes and compilers are slow where everything runs at once.
jest.setTimeout(60_000);

let folder: string;
const never = new AbortController().signal;

beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'generator-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A generator that does what `code` says instead. */
async function faulty(code: string, limits: { timeoutMs?: number; memoryMb?: number } = {}) {
  const script = join(folder, `${Math.random()}.mjs`);
  await writeFile(script, code);
  return new GeneratorProcess({ timeoutMs: 20_000, memoryMb: 64, ...limits }, { script });
}

describe('GeneratorProcess', () => {
  it('gives the files that the generator gives', async () => {
    const script = join(import.meta.dirname, '../generator-child.ts');
    const program = { script, execArgv: ['--import', 'tsx'] };
    const generator = new GeneratorProcess({ timeoutMs: 30_000, memoryMb: 256 }, program);
    expect(await generator.generate(sampleModel(), never)).toEqual(generate(sampleModel()));
    await expect(generator.generate({ version: 2, name: 'x' }, never)).rejects.toMatchObject({
      code: 'MODEL_INVALID',
      params: { problems: ['entities: is missing'], count: 1 },
    });
  });

  it('generates what an older release has asked for: a model of version 1', async () => {
    const script = join(import.meta.dirname, '../generator-child.ts');
    const program = { script, execArgv: ['--import', 'tsx'] };
    const generator = new GeneratorProcess({ timeoutMs: 30_000, memoryMb: 256 }, program);
    const pet = { id: 'e1', name: 'Pet', pluralName: 'Pets', description: '', fields: [] };
    const old = { name: 'Shop', description: '', entities: [pet] };
    expect(await generator.generate(old, never)).toEqual(generate(upgradeModel(old)));
    const broken = { ...old, entities: [{ ...pet, id: '' }] };
    await expect(generator.generate(broken, never)).rejects.toMatchObject({ code: 'MODEL_INVALID' });
  });

  it('hands nothing of its own environment or arguments on', async () => {
    const generator = await faulty(`
      const message = JSON.stringify([process.env, process.argv.slice(2)]);
      process.stdout.write(JSON.stringify({ kind: 'invalid', message, params: {} }));`);
    await expect(generator.generate({}, never)).rejects.toMatchObject({ message: '[{},[]]' });
  });

  it('ends one that does not end', async () => {
    const generator = await faulty('setInterval(() => {}, 1000); for (;;);', { timeoutMs: 300 });
    await expect(generator.generate({}, never)).rejects.toMatchObject({
      code: 'GENERATOR_TIMEOUT',
      message: 'The generator did not finish within 0.3 seconds.',
    });
  });

  it('survives one that uses more memory than it may', async () => {
    const generator = await faulty('const all = []; for (;;) all.push(new Array(1000).fill({}));', {
      memoryMb: 32,
    });
    await expect(generator.generate({}, never)).rejects.toMatchObject({
      code: 'GENERATOR_OUT_OF_MEMORY',
      params: { memoryMb: 32 },
    });
  });

  it('survives one that answers without end', async () => {
    const generator = await faulty(
      `const write = () => process.stdout.write('x'.repeat(1e6), write); write();`,
      { memoryMb: 8 },
    );
    await expect(generator.generate({}, never)).rejects.toMatchObject({ code: 'GENERATOR_OUT_OF_MEMORY' });
  });

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'])(
    'does not take %s, which ends the service too, for a crash',
    async (name) => {
      const generator = await faulty(
        `process.kill(process.pid, '${name}'); setInterval(() => undefined, 1_000);`,
      );
      await expect(generator.generate({}, never)).rejects.toThrow(GeneratorInterrupted);
    },
  );

  it.each([
    ['throws', `throw new Error('a bug');`],
    ['exits', 'process.exit(3);'],
    ['is killed', `process.kill(process.pid, 'SIGSEGV');`],
    ['answers nonsense', `console.log('{"kind":"files","files":[{"path":1}]}');`],
    [
      'answers with an owner that we do not know',
      `console.log('{"kind":"files","files":[{"path":"a","mode":"100644","content":"","once":"yes"}]}');`,
    ],
    [
      'answers with a key that is no text',
      `console.log('{"kind":"files","files":[{"path":"a","mode":"100644","content":"","key":1}]}');`,
    ],
    ['answers nothing', ''],
  ])('tells a crash from the rest when it %s', async (_what, code) => {
    const generator = await faulty(code);
    await expect(generator.generate({ big: 'x'.repeat(1e6) }, never)).rejects.toMatchObject({
      code: 'GENERATOR_CRASHED',
      message: 'The generator stopped unexpectedly.',
    });
  });

  it('ends at once when it is told to', async () => {
    const generator = await faulty('setInterval(() => {}, 1000);');
    const stop = new AbortController();
    const running = generator.generate({}, stop.signal);
    stop.abort(new Error('shut down'));
    await expect(running).rejects.toThrow('shut down');
  });
});
