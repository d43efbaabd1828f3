import { readFileSync } from 'node:fs';
import { eventsPage } from './events-page';

describe('docs/events.md', () => {
  it('says what the catalogue says; if not, run `npm run docs:events`', () => {
    const committed = readFileSync(new URL('../../docs/events.md', import.meta.url), 'utf8');
    expect(committed).toBe(eventsPage());
  });

  it('tells every field, with those of nested objects', () => {
    expect(eventsPage()).toContain('| `target.repositoryUuid` | with `target` |');
    expect(eventsPage()).toContain('| `artifact.fileCount` | yes | integer, at least 0 |');
  });
});
