import { BUILD_COMPLETED, BUILD_FAILED, BUILD_PROGRESS, type BuildFailed } from '@amplication/contracts';
import fc from 'fast-check';
import { parseBody, serializeBody } from './event-body';

const progress = (message: string) => ({
  buildId: '6f1f24f5-0f3c-4f0c-9f5d-0d7b0a4b1c2d',
  attempt: 1,
  step: 'push' as const,
  level: 'info' as const,
  message,
  at: '2026-11-24T10:00:00.000Z',
});

const failed: BuildFailed = {
  buildId: '6f1f24f5-0f3c-4f0c-9f5d-0d7b0a4b1c2d',
  attempt: 1,
  resourceId: '6f1f24f5-0f3c-4f0c-9f5d-0d7b0a4b1c2d',
  code: 'MODEL_INVALID',
  params: { problems: [{ path: 'a' }] },
  message: 'The model cannot be generated.',
};

describe('a body', () => {
  it('that is sent can be received, whatever text it holds, and be stored in PostgreSQL', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 100 }), (message) => {
        const json = serializeBody(BUILD_PROGRESS, progress(message));
        const received = parseBody(BUILD_PROGRESS, Buffer.from(json));
        expect(received).toBeInstanceOf(BUILD_PROGRESS.body);
        expect(received).toEqual(progress(message.replaceAll('\0', '\uFFFD')));
      }),
    );
    expect(serializeBody(BUILD_PROGRESS, progress('a\0b\uD800c\uDC00'))).toContain('a\uFFFDb\uFFFDc\uFFFD');
  });

  it('that is not what the topic takes is refused by its sender, with the field', () => {
    expect(() => serializeBody(BUILD_PROGRESS, { ...progress('x'), attempt: 0 })).toThrow('attempt: ');
    expect(() => serializeBody(BUILD_PROGRESS, progress('x'.repeat(10_001)))).toThrow('message: ');
  });

  it('that no broker takes is refused by its sender', () => {
    const body = { ...failed, params: { more: 'x'.repeat(900_000) } };
    expect(() => serializeBody(BUILD_FAILED, body)).toThrow('more than 900000 bytes');
    const rest = serializeBody(BUILD_FAILED, { ...failed, params: { more: '' } }).length;
    const largest = (more: number) => ({ ...failed, params: { more: 'x'.repeat(900_000 - rest + more) } });
    expect(serializeBody(BUILD_FAILED, largest(0))).toHaveLength(900_000);
    expect(() => serializeBody(BUILD_FAILED, largest(1))).toThrow('more than 900000 bytes');
  });

  it('that is absent, or larger than any of ours can be, is refused before it is read', () => {
    expect(() => parseBody(BUILD_PROGRESS, null)).toThrow('The message has no body.');
    expect(() => parseBody(BUILD_PROGRESS, Buffer.alloc(1_800_001, ' '))).toThrow(
      'The body has 1800001 bytes.',
    );
    const padded = Buffer.from(JSON.stringify(progress('x')).padEnd(1_800_000));
    expect(parseBody(BUILD_PROGRESS, padded)).toEqual(progress('x'));
  });

  it.each([
    ['a NUL character in a text', { ...progress('x'), more: 'a\0' }],
    ['a NUL character in a name', { ...progress('x'), 'a\0': 1 }],
    ['half a surrogate pair deep inside', { ...progress('x'), more: [{ deep: '\uD800' }] }],
  ])('with %s is refused, even where we would drop it', (_what, body) => {
    expect(() => parseBody(BUILD_PROGRESS, Buffer.from(JSON.stringify(body)))).toThrow(
      'The body holds a NUL character or half a surrogate pair.',
    );
  });

  it('that is not UTF-8 is refused, and what refused it is kept', () => {
    const bytes = Buffer.from(JSON.stringify(progress('ä')), 'latin1');
    expect(() => parseBody(BUILD_PROGRESS, bytes)).toThrow('The body is not JSON in UTF-8.');
    const refusals = [bytes, Buffer.from('{')].map((body) => {
      try {
        return parseBody(BUILD_PROGRESS, body);
      } catch (error) {
        return error instanceof Error ? String(error.cause) : null;
      }
    });
    expect(refusals).toEqual([expect.stringMatching(/^TypeError/), expect.stringMatching(/^SyntaxError/)]);
  });

  it('that is wrong in several places is refused with all of them', () => {
    const body = { ...progress('x'), attempt: 0, level: 'loud' };
    expect(() => parseBody(BUILD_PROGRESS, Buffer.from(JSON.stringify(body)))).toThrow(
      /^level: [^;]+; attempt: [^;]+$/,
    );
  });

  it('that is wrong in a nested object is refused with the path', () => {
    const body = { artifact: { id: '', fileCount: 1 } };
    expect(() => parseBody(BUILD_COMPLETED, Buffer.from(JSON.stringify(body)))).toThrow(
      /artifact\.id: id should not be empty/,
    );
  });

  it('is sent without what its object carried besides', () => {
    const body = { ...failed, accessToken: 'secret' };
    expect(JSON.parse(serializeBody(BUILD_FAILED, body))).toEqual(failed);
  });

  it('is received without the fields that we do not know, and never changes what all objects are', () => {
    const json = JSON.stringify(progress('x')).replace(
      '{',
      '{"__proto__":{"polluted":1},"constructor":{},"more":1,',
    );
    expect(parseBody(BUILD_PROGRESS, Buffer.from(json))).toEqual(progress('x'));
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('of any bytes is either refused or valid, and the reason repeats none of them', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.json().map((text) => new TextEncoder().encode(text)),
        ),
        (bytes) => {
          expect(() => parseBody(BUILD_PROGRESS, Buffer.from(bytes))).toThrow(
            /^(The body is not|The body holds|[a-zA-Z]+: )/,
          );
        },
      ),
    );
  });
});
