import { describe, expect, it } from '@jest/globals';
import type { ReportEntry, SyncReport } from '../../types';
import { emptyCounts } from '../conclude';
import { renderReport, summarise } from './render-report';

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

  it('has a section for each thing that can happen to a file, what needs a person first', () => {
    const statuses = [
      'added',
      'updated',
      'deleted',
      'moved',
      'ignored',
      'deleted-by-you',
      'kept-yours',
      'merged',
      'conflict',
      'not-placed',
    ] as const;
    const counts = {
      ...{ added: 1, updated: 2, deleted: 3, moved: 4, ignored: 5 },
      ...{ deletedByYou: 6, keptYours: 7, merged: 8, conflicts: 9 },
    };
    const text = renderReport(
      report(
        statuses.map((status) => ({ path: status, status })),
        counts,
      ),
      options,
    );
    expect(text.match(/^### .*$/gm)).toEqual([
      '### Your files that do not fit (1)',
      '### Conflicts (1)',
      '### Merged with your changes (1)',
      '### Kept yours (1)',
      '### Deleted by you (1)',
      '### Ignored (1)',
      '### Moved (1)',
      '### Deleted (1)',
      '### Updated (1)',
      '### Added (1)',
    ]);
    expect(text.split('\n')[0]).toBe(
      '1 added, 2 updated, 8 merged, 7 kept yours, 9 conflicts, 3 deleted, 6 deleted by you, 5 ignored, 4 moved',
    );
  });

  it('says what to do about files that are the team’s and do not fit, within the limit', () => {
    const entries = ['a', 'b'].map((path) => ({ path, status: 'not-placed' as const, note: `why ${path}` }));
    const whole = renderReport(report(entries, { conflicts: 2 }), options);
    expect(whole).toMatch(
      /^2 conflicts\n\n### Your files that do not fit \(2\)\n\nThese files are yours .*\n\n- `a`: why a\n- `b`: why b$/,
    );
    for (let maxLength = 20; maxLength <= whole.length + 200; maxLength += 1) {
      const text = renderReport(report(entries, { conflicts: 2 }), { ...options, maxLength });
      expect(text.length).toBeLessThanOrEqual(maxLength);
    }
  });

  it('says that there is no file when there is none', () => {
    expect(summarise(emptyCounts())).toBe('No files');
    expect(renderReport(report([]), options)).toBe('No files');
  });

  it('shows the generated lines of a conflict while there is room, else the file alone, and says how many are left out', () => {
    const hunk = 'x'.repeat(400);
    const entries = ['a', 'b', 'c'].map((path) => ({ path, status: 'conflict' as const, hunk }));
    const cut = (maxLength: number) =>
      renderReport(report(entries, { conflicts: 3 }), { ...options, maxLength });
    expect(cut(10_000).match(/x{400}/g)).toHaveLength(3);
    const some = cut(800);
    expect(some.match(/x{400}/g)).toHaveLength(1);
    expect(some.match(/^- `[abc]`$/gm)).toEqual(['- `a`', '- `b`', '- `c`']);
    expect(cut(172)).toContain('- … and 2 more: [all files of this build](http://localhost:3001/builds/1)');
  });

  it('cuts off notes that are longer than a whole report may be', () => {
    const text = renderReport({ ...report([]), notes: ['n'.repeat(500)] }, { ...options, maxLength: 100 });
    expect(text).toHaveLength(100);
    expect(text.endsWith('n…')).toBe(true);
    const whole = renderReport({ ...report([]), notes: ['n'.repeat(88)] }, { ...options, maxLength: 100 });
    expect(whole).toHaveLength(100);
    expect(whole.endsWith('nn')).toBe(true);
  });
});
