import { serviceBuild } from '../../tools/vite/service-build';

export default serviceBuild(import.meta.dirname, { assets: { 'libs/database/migrations': 'migrations' } });
