import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { proofRuns } from '@amplication/testing';
import fc from 'fast-check';
import type { ConflictStrategy } from '../../types';
import { mergeText } from './merge-text';

const text = (lines: readonly string[], end = '\n') => Buffer.from(lines.join(end));
const numbered = fc
  .array(fc.constantFrom('a', 'b', 'c', ''), { minLength: 1, maxLength: 12 })
  .map((lines) => lines.map((line, index) => (line === '' ? '' : `${line}${index % 3}`)));
const insertions = fc.array(fc.nat(12), { minLength: 1, maxLength: 3 });

describe('three-way merge of a text', () => {
  let directory: string;
  let count = 0;
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'git-sync-merge-'));
    mkdirSync(join(directory, 'merge'));
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  const merge = async (
    base: Buffer,
    yours: Buffer,
    generated: Buffer,
    strategy: ConflictStrategy = 'keep-yours',
  ) => {
    const context = { git: 'git', directory, signal: new AbortController().signal, timeoutMs: 60_000 };
    const outcome = await mergeText(context, { name: String(count++ % 8), base, yours, generated, strategy });
    return outcome.kind === 'kept'
      ? outcome
      : { ...outcome, text: readFileSync(outcome.file).toString('latin1') };
  };

  it(
    'keeps every line that the user put in, with its line ending',
    () =>
      fc.assert(
        fc.asyncProperty(
          numbered,
          insertions,
          numbered,
          fc.constantFrom('\n', '\r\n'),
          fc.constantFrom('keep-yours' as const, 'take-generated' as const),
          async (base, places, generated, end, strategy) => {
            let yours = base;
            places.forEach((at, index) => {
              yours = yours.toSpliced(at % (yours.length + 1), 0, `mine-${index}`);
            });
            const result = await merge(text(base), text(yours, end), text(generated), strategy);
            if (result.kind === 'kept') throw new Error(result.reason);
            if (result.kind === 'conflict' && strategy === 'take-generated') return;
            const lines = result.text.split(end);
            for (let index = 0; index < places.length; index += 1) expect(lines).toContain(`mine-${index}`);
          },
        ),
        { numRuns: proofRuns({ sample: 100, whole: 1_000 }) },
      ),
    180_000,
  );

  it('keeps CRLF, a missing final newline, and any bytes', async () => {
    const base = Buffer.from('a\nb\nc\nd\ne');
    const yours = Buffer.from('a\r\nb\r\nc\r\nd\r\n\xff mine\r\ne', 'latin1');
    expect(await merge(base, yours, Buffer.from('A\nb\nc\nd\ne'))).toMatchObject({
      kind: 'merged',
      text: 'A\r\nb\r\nc\r\nd\r\n\xff mine\r\ne',
    });
  });

  it('leaves mixed line endings as they are', async () => {
    const yours = Buffer.from('a\r\nb\nc\nd\n');
    expect(await merge(Buffer.from('a\nb\nc\nd\n'), yours, Buffer.from('a\nb\nc\nD\n'))).toMatchObject({
      text: 'a\r\nb\nc\nD\n',
    });
  });

  it('applies generated hunks that do not conflict, and quotes those that do', async () => {
    const base = text(['1', '2', '3', '4', '5', '']);
    const yours = text(['mine', '2', '3', '4', '5', '']);
    const generated = text(['generated', '2', '3', '4', 'new', '']);
    expect(await merge(base, yours, generated)).toMatchObject({
      kind: 'conflict',
      text: 'mine\n2\n3\n4\nnew\n',
      hunk: 'generated',
      decidedFor: 'yours',
    });
    expect(await merge(base, yours, generated, 'take-generated')).toMatchObject({
      kind: 'conflict',
      text: 'generated\n2\n3\n4\nnew\n',
      decidedFor: 'generated',
    });
  });

  it('does not merge binaries', async () => {
    expect(await merge(Buffer.from('a\0'), Buffer.from('b'), Buffer.from('c'))).toEqual({
      kind: 'kept',
      reason: 'binary',
    });
  });

  it('merges 3,000 repetitive lines in a moment', async () => {
    const lines = Array.from({ length: 3_000 }, (_, index) => `  x${index % 2};`);
    const started = performance.now();
    await merge(text(lines), text(['mine', ...lines]), text([...lines, 'generated']));
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
