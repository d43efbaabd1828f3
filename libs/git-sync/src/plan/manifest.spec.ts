import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  formatManifest,
  type Manifest,
  MAX_MANIFEST_BYTES,
  parseManifest,
  sameManifestFiles,
} from './manifest';

const blob = 'a'.repeat(40);
const manifest = (files: Manifest['files']): Manifest => ({
  resourceId: 'orders',
  generatorVersion: '1.0.0',
  files,
});
const asText = (value: unknown) => Buffer.from(JSON.stringify(value));
/** A good manifest with blanks after it. */
const sized = (bytes: number) => Buffer.concat([asText(good), Buffer.alloc(bytes, ' ')]).subarray(0, bytes);
const good = { version: 1, resourceId: 'orders', generatorVersion: '1', files: {} };

describe('manifest', () => {
  it('is the same bytes whatever the order of the files, one line for each, without build or date', () => {
    const one = formatManifest(
      manifest(
        new Map([
          ['b', { mode: '100755' as const, blob }],
          ['a', { mode: '100644' as const, blob, movedTo: 'x/a' }],
        ]),
      ),
    );
    expect(one.toString()).toBe(
      [
        '{',
        '  "version": 1,',
        '  "resourceId": "orders",',
        '  "generatorVersion": "1.0.0",',
        '  "files": {',
        `    "a": {"mode":"100644","blob":"${blob}","movedTo":"x/a"},`,
        `    "b": {"mode":"100755","blob":"${blob}"}`,
        '  }',
        '}',
        '',
      ].join('\n'),
    );
  });

  it('writes what a file is in the same order always, and nothing of what it is not', () => {
    const entry = {
      beside: 'b',
      key: 'k',
      movedTo: 'x/a',
      once: true as const,
      blob,
      mode: '100644' as const,
    };
    expect(formatManifest(manifest(new Map([['a', entry]]))).toString()).toContain(
      `    "a": {"mode":"100644","blob":"${blob}","once":true,"key":"k","movedTo":"x/a","beside":"b"}\n`,
    );
  });

  it('reads back what it wrote', () => {
    const entry = fc.record(
      {
        mode: fc.constantFrom('100644' as const, '100755' as const),
        blob: fc.stringMatching(/^[0-9a-f]{40}$/),
        movedTo: fc.constant('some/where'),
        once: fc.constant(true as const),
        key: fc.string(),
        beside: fc.constant('some/where.ts'),
      },
      { requiredKeys: ['mode', 'blob'] },
    );
    const path = fc.oneof(
      fc.stringMatching(/^[a-z]{1,8}(\/[a-zA-Z é"']{1,8}x){0,3}$/),
      fc.constant('__proto__'),
    );
    fc.assert(
      fc.property(fc.dictionary(path, entry, { noNullPrototype: true }), (files) => {
        const written = manifest(new Map(Object.entries(files)));
        const reading = parseManifest(formatManifest(written), 'orders');
        expect(reading.kind).toBe('usable');
        if (reading.kind === 'usable')
          expect(sameManifestFiles(reading.manifest.files, written.files)).toBe(true);
      }),
    );
  });

  it.each([
    ['no JSON', Buffer.from('<<<<<<< mine'), 'damaged'],
    ['a list', asText([]), 'damaged'],
    ['no version', asText({ ...good, version: undefined }), 'damaged'],
    ['files is a list', asText({ ...good, files: [] }), 'damaged'],
    ['an unsafe path', asText({ ...good, files: { '../x': { mode: '100644', blob } } }), 'damaged'],
    [
      'an unsafe place',
      asText({ ...good, files: { x: { mode: '100644', blob, movedTo: '.git/x' } } }),
      'damaged',
    ],
    [
      'an unsafe file beside',
      asText({ ...good, files: { x: { mode: '100644', blob, beside: '../x' } } }),
      'damaged',
    ],
    [
      'an owner that we do not know',
      asText({ ...good, files: { x: { mode: '100644', blob, once: 'x' } } }),
      'damaged',
    ],
    ['a key that is no text', asText({ ...good, files: { x: { mode: '100644', blob, key: 1 } } }), 'damaged'],
    ['another mode', asText({ ...good, files: { x: { mode: '120000', blob } } }), 'damaged'],
    ['no blob id', asText({ ...good, files: { x: { mode: '100644', blob: 'x' } } }), 'damaged'],
    [
      'a blob id with more before it',
      asText({ ...good, files: { x: { mode: '100644', blob: `x${blob}` } } }),
      'damaged',
    ],
    [
      'a blob id with more after it',
      asText({ ...good, files: { x: { mode: '100644', blob: `${blob}0` } } }),
      'damaged',
    ],
    ['a blob id that is a number', asText({ ...good, files: { x: { mode: '100644', blob: 1 } } }), 'damaged'],
    [
      'a place that is no text',
      asText({ ...good, files: { x: { mode: '100644', blob, movedTo: 1 } } }),
      'damaged',
    ],
    ['a version that is a text', asText({ ...good, version: '1' }), 'damaged'],
    ['a version before the first', asText({ ...good, version: 0 }), 'damaged'],
    ['no owner', asText({ ...good, resourceId: undefined }), 'damaged'],
    ['no version of the generator', asText({ ...good, generatorVersion: undefined }), 'damaged'],
    ['a text of the largest size', sized(MAX_MANIFEST_BYTES), 'usable'],
    ['a text that is larger', sized(MAX_MANIFEST_BYTES + 1), 'damaged'],
    ['a later version', asText({ ...good, version: 2, files: 'other' }), 'newer'],
    ['another resource', asText({ ...good, resourceId: 'billing' }), 'other-resource'],
    ['all in order', asText(good), 'usable'],
  ])('%s', (_name, bytes, kind) => {
    expect(parseManifest(bytes, 'orders').kind).toBe(kind);
  });

  it('writes an empty list of files in one line', () => {
    expect(formatManifest(manifest(new Map())).toString()).toContain('"files": {}\n}');
  });
});

describe('the files of two manifests', () => {
  const file = { mode: '100644', blob } as const;

  it.each([
    ['have another file', { b: file }],
    ['have one more', { a: file, b: file }],
    ['have none', {}],
    ['differ in content', { a: { ...file, blob: 'b'.repeat(40) } }],
    ['differ in mode', { a: { ...file, mode: '100755' as const } }],
    ['differ in whose they are', { a: { ...file, once: true as const } }],
    ['differ in what they are for', { a: { ...file, key: 'k' } }],
    ['differ in what they lie beside', { a: { ...file, beside: 'x' } }],
    ['differ in place', { a: { ...file, movedTo: 'x/a' } }],
  ])('that %s are not the same', (_how, others) => {
    expect(sameManifestFiles(new Map([['a', file]]), new Map(Object.entries(others)))).toBe(false);
  });

  it('are the same whatever the order', () => {
    const [one, other] = [file, { ...file, movedTo: 'x/b' }];
    expect(
      sameManifestFiles(
        new Map([
          ['a', one],
          ['b', other],
        ]),
        new Map([
          ['b', other],
          ['a', one],
        ]),
      ),
    ).toBe(true);
  });
});
