import { existsSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Steps } from '../tools/demo/steps';
import { Story } from '../tools/demo/story';
import { startPlatform } from '../tools/platform';
import { REPOSITORY_ROOT } from '../tools/platform/paths';
import { withFileLock } from '../tools/platform/process/file-lock';
import { BUILD_LOCK, preparePrograms } from '../tools/platform/services/programs';

const GENERATOR = join(REPOSITORY_ROOT, 'dist/apps/local-data-service-generator-controller');

it('a platform still builds while its checkout is being built again', async () => {
  const platform = await startPlatform({ ports: 'free' });
  try {
    const story = await Story.begin(platform, new Steps(() => undefined));
    await story.linkRepository();
    const aside = `${GENERATOR}.aside`;
    // As Nx does at the beginning of each build, and under the lock that keeps other platforms from starting meanwhile.
    const build = await withFileLock(BUILD_LOCK, async () => {
      renameSync(GENERATOR, aside);
      try {
        return await story.build('Built meanwhile', 'created');
      } finally {
        renameSync(aside, GENERATOR);
      }
    });
    expect(build.status).toBe('completed');
    await story.alice.leave();
  } finally {
    await platform.stop();
  }
  expect(existsSync(platform.dataDir)).toBe(false);
}, 180_000);

it('a start after which nothing has changed leaves what was built as it is', async () => {
  const start = async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'unchanged-'));
    try {
      await preparePrograms({ services: ['local-data-service-generator-controller'], dataDir, build: true });
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
    return statSync(join(GENERATOR, 'main.js')).mtimeMs;
  };
  const first = await start();
  expect(await start()).toBe(first);
}, 180_000);
