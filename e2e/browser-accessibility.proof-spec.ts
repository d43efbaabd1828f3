import type { Browser } from 'playwright-core';
import { type Platform, startPlatform } from '../tools/platform';
import { overflow, seriousViolations } from './browser/accessibility';
import { launchBrowser, openVisitor } from '../tools/browser/browser';
import { walkEveryPage } from '../tools/screenshots/every-page';

let platform: Platform;
let browser: Browser;

beforeAll(async () => {
  platform = await startPlatform({ ports: 'free', env: { THROTTLE_PER_MINUTE: '1000' } });
  browser = await launchBrowser();
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await platform?.stop();
}, 60_000);

describe.each([
  { width: 1280, colorScheme: 'light' as const },
  { width: 390, colorScheme: 'dark' as const },
])('every page at $width px, $colorScheme', ({ width, colorScheme }) => {
  it('has nothing that axe finds serious, and nothing that sticks out', async () => {
    const visitor = await openVisitor(browser, platform.urls['amplication-client'], { width, colorScheme });
    const { page } = visitor;
    const problems: Record<string, string[]> = {};
    const check = async (name: string) => {
      const found = await seriousViolations(page);
      const wide = await overflow(page);
      if (found.length > 0 || wide > 0)
        problems[name] = [...found, ...(wide > 0 ? [`${wide} px too wide`] : [])];
    };
    await walkEveryPage(page, check);
    await visitor.close();
    expect(problems).toEqual({});
  }, 180_000);
});
