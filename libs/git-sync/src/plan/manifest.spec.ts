import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatManifest, type Manifest, parseManifest, sameManifestFiles } from './manifest';

const blob = 'a'.repeat(40);
const manifest = (files: Manifest['files']): Manifest => ({
  resourceId: 'orders',
  generatorVersion: '1.0.0',
  files,
});
const asText = (value: unknown) => Buffer.from(JSON.stringify(value));
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

  it('reads back what it wrote', () => {
    const entry = fc.record(
      {
        mode: fc.constantFrom('100644' as const, '100755' as const),
        blob: fc.stringMatching(/^[0-9a-f]{40}$/),
        movedTo: fc.constant('some/where'),
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
    ['another mode', asText({ ...good, files: { x: { mode: '120000', blob } } }), 'damaged'],
    ['no blob id', asText({ ...good, files: { x: { mode: '100644', blob: 'x' } } }), 'damaged'],
    ['a later version', asText({ ...good, version: 2, files: 'other' }), 'newer'],
    ['another resource', asText({ ...good, resourceId: 'billing' }), 'other-resource'],
    ['all in order', asText(good), 'usable'],
  ])('%s', (_name, bytes, kind) => {
    expect(parseManifest(bytes, 'orders').kind).toBe(kind);
  });
});
