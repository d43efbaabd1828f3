import { join } from 'node:path';
import { serviceBuild } from '../../tools/vite/service-build';

export default serviceBuild(import.meta.dirname, {
  entries: { 'model-child': join(import.meta.dirname, 'src/model-child.ts') },
  assets: { 'libs/database/migrations': 'migrations' },
});
