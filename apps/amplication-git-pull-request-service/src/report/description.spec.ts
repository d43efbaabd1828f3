import fc from 'fast-check';
import { type DescriptionFacts, newDescription, reportedBuild, updatedDescription } from './description';
import { BLOCK_BEGIN, BLOCK_END, readBlock, writeBlock } from './marked-block';

const FIRST = '0f3f7f0e-6f0e-4a37-9c0d-0d8f9a4f8a01';
const SECOND = '0f3f7f0e-6f0e-4a37-9c0d-0d8f9a4f8a02';

function facts(id: string, changes: Partial<DescriptionFacts> = {}): DescriptionFacts {
  return {
    resourceName: 'Orders',
    rootDirectory: '',
    build: { id, title: `Build ${id.slice(-1)}`, url: `http://localhost:3001/builds/${id}` },
    conflicts: 0,
    destination: { chosen: null, baseBranch: 'main' },
    ...changes,
  };
}

describe('description of a pull request', () => {
  it('holds the report of the first build and says which build that was', () => {
    const text = newDescription(facts(FIRST), 'Added 12 files.');
    expect(text).toContain('Added 12 files.');
    expect(reportedBuild(text)).toBe(FIRST);
    expect(text).not.toMatch(/<[a-z!/]/i);
  });

  it('keeps the head current and the first report in place', () => {
    const first = newDescription(facts(FIRST), 'Added 12 files.');
    const second = updatedDescription(first, facts(SECOND, { conflicts: 2 }));
    expect(second).toContain('Build 2');
    expect(second).not.toContain('Build 1');
    expect(second).toContain('2 files need a look');
    expect(second).toContain('Added 12 files.');
    expect(reportedBuild(second)).toBe(FIRST);
  });

  it('says where the pull request goes when a user has chosen that', () => {
    const first = newDescription(facts(FIRST), 'Report.');
    expect(first).not.toContain('This pull request goes to');
    const destination = { chosen: 'release_1', baseBranch: 'main' };
    const second = updatedDescription(first, facts(SECOND, { destination }));
    expect(second).toContain('This pull request goes to release\\_1, as it was changed in Bitbucket');
    expect(updatedDescription(second, facts(SECOND))).not.toContain('This pull request goes to');
  });

  it('leaves what the user wrote around the block', () => {
    const first = `Please review by Friday.\n\n${newDescription(facts(FIRST), 'Report.')}\n\ncc @ops`;
    const second = updatedDescription(first, facts(SECOND));
    expect(second.startsWith('Please review by Friday.\n\n')).toBe(true);
    expect(second.endsWith('\n\ncc @ops')).toBe(true);
  });

  it('comes back at the end when the user took it out', () => {
    const text = updatedDescription('My own words.', facts(SECOND));
    expect(text.startsWith('My own words.\n\n')).toBe(true);
    expect(readBlock(text)).toContain('Build 2');
  });

  it('takes the markup out of names', () => {
    const text = newDescription(facts(FIRST, { resourceName: '<img src=x> **[a](b)**' }), '');
    expect(text).toContain('\\<img src=x\\> \\*\\*\\[a\\](b)\\*\\*');
  });

  it('never changes a character outside the block, and writing twice is writing once', () => {
    const free = fc.string().filter((text) => !text.includes(BLOCK_BEGIN) && !text.includes(BLOCK_END));
    fc.assert(
      fc.property(free, free, free, (before, after, content) => {
        const start = before + writeBlock('', 'old') + after;
        const once = writeBlock(start, content);
        expect(once.startsWith(before)).toBe(true);
        expect(once.endsWith(after)).toBe(true);
        expect(readBlock(once)).toBe(content.trim());
        expect(writeBlock(once, content)).toBe(once);
      }),
    );
  });

  it('keeps a whole block whatever the rest of the text holds', () => {
    const piece = fc.constantFrom(BLOCK_BEGIN, BLOCK_END, 'words', '\n', ' ');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const once = writeBlock(pieces.join(''), 'content');
        expect(readBlock(once)).toBe('content');
        expect(writeBlock(once, 'content')).toBe(once);
      }),
    );
  });
});
