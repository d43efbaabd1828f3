import { describe, expect, it } from '@jest/globals';
import type { ReportEntry, SyncReport } from '../../types';
import { emptyCounts } from '../conclude';
import { renderReport } from './render-report';

const options = { maxLength: 10_000, buildUrl: 'http://localhost:3001/builds/1' };
const report = (entries: ReportEntry[], counts: Partial<SyncReport['counts']> = {}): SyncReport => ({
  counts: { ...emptyCounts(), ...counts },
  entries,
  notes: [],
});

describe('report as Markdown', () => {
  it('says counts, notes, and each file with what needs a person first', () => {
    const text = renderReport(
      {
        ...report(
          [
            { path: 'a.ts', status: 'added' },
            { path: 'b.ts', status: 'conflict', note: 'both changed', hunk: 'one\n```\ntwo' },
          ],
          { added: 1, conflicts: 1, unchanged: 3 },
        ),
        notes: ['The base branch has moved.'],
      },
      options,
    );
    expect(text).toBe(
      [
        '1 added, 1 conflict, 3 unchanged',
        '',
        '> The base branch has moved.',
        '',
        '### Conflicts (1)',
        '',
        '- `b.ts`: both changed',
        '',
        '  ````',
        '  one',
        '  ```',
        '  two',
        '  ````',
        '',
        '',
        '### Added (1)',
        '',
        '- `a.ts`',
      ].join('\n'),
    );
  });

  it('lets no file name end its code span', () => {
    const text = renderReport(report([{ path: 'a`b<script>.ts', status: 'added' }]), options);
    expect(text).toContain('- `` a`b<script>.ts ``');
  });

  it('cuts each section, with counts and a link, and stays within the limit', () => {
    const many = (status: ReportEntry['status']) =>
      Array.from({ length: 500 }, (_, index) => ({ path: `${status}/file-${index}.ts`, status }));
    const entries = [...many('conflict'), ...many('updated'), ...many('added')];
    for (const maxLength of [200, 1_000, 3_000, 20_000]) {
      const text = renderReport(report(entries, { conflicts: 500, updated: 500, added: 500 }), {
        ...options,
        maxLength,
      });
      expect(text.length).toBeLessThanOrEqual(maxLength);
    }
    const text = renderReport(report(entries, { conflicts: 500, updated: 500, added: 500 }), {
      ...options,
      maxLength: 3_000,
    });
    expect(text).toContain('### Conflicts (500)');
    expect(text).toContain('### Added (500)');
    expect(text.match(/… and \d+ more: \[all files of this build\]\(http:/g)).toHaveLength(3);
  });
});
