import { serviceBuild } from '../../tools/vite/service-build.mjs';

export default serviceBuild(import.meta.dirname);
