import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readCommandLine } from '../command/command-line';
import { eventsPage } from './events-page';

readCommandLine({ name: 'npm run docs:events', help: 'Writes docs/events.md from the event catalogue.' });
const path = fileURLToPath(new URL('../../docs/events.md', import.meta.url));
writeFileSync(path, eventsPage());
console.log(`wrote ${path}`);
