import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { eventsPage } from './events-page';

const path = fileURLToPath(new URL('../../docs/events.md', import.meta.url));
writeFileSync(path, eventsPage());
console.log(`wrote ${path}`);
