import { TOPICS } from '@amplication/contracts';
import { existsSync, readFileSync } from 'node:fs';
import { eventsPage } from './events-page';

describe('docs/events.md', () => {
  it('says what the catalogue says; if not, run `npm run docs:events`', () => {
    const committed = readFileSync(new URL('../../docs/events.md', import.meta.url), 'utf8');
    expect(committed).toBe(eventsPage());
  });

  it('names senders and readers that there are', () => {
    for (const name of TOPICS.flatMap(({ from, to }) => [...from, ...to])) {
      const project = new URL(`../../apps/${name}/project.json`, import.meta.url);
      expect({ name, exists: existsSync(project) }).toEqual({ name, exists: true });
    }
  });

  it('lists every field, with those of nested objects', () => {
    expect(eventsPage()).toContain('| `target.repositoryUuid` | with `target` |');
    expect(eventsPage()).toContain('| `artifact.fileCount` | yes | integer, at least 0 |');
  });
});
