import { join } from 'node:path';
import { serviceBuild } from '../../tools/vite/service-build';

export default serviceBuild(import.meta.dirname, {
  entries: { 'generator-child': join(import.meta.dirname, 'src/generator-child.ts') },
});
