import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser, openVisitor } from '../browser/browser';
import { readCommandLine } from '../command/command-line';
import { startPlatform } from '../platform';
import { REPOSITORY_ROOT } from '../platform/paths';
import { takeDocumentation } from './documentation';
import { walkEveryPage } from './every-page';

/**
 * `npm run screenshots`: the pictures of docs/connect-to-bitbucket.md, taken from a platform that is started for it.
 * `npm run screenshots -- --review <folder>`: every page instead, on a desk and on a phone, light and dark, to look at.
 */
const { values } = readCommandLine({
  name: 'npm run screenshots',
  help: 'Takes the pictures of the documentation.',
  options: { review: { kind: 'text', help: 'Takes every page instead, into this folder.' } },
});
const DOCUMENTATION = join(REPOSITORY_ROOT, 'docs/assets/connect-to-bitbucket');
const LARGEST_KB = 150;

const platform = await startPlatform({ ports: 'free', report: (line) => console.log(line) });
const browser = await launchBrowser();
try {
  const clientUrl = platform.urls['amplication-client'];
  if (values.review === undefined) await documentation(browser, clientUrl);
  else await review(browser, clientUrl, resolve(values.review));
} finally {
  await browser.close();
  await platform.stop();
}

async function documentation(chromium: Browser, clientUrl: string): Promise<void> {
  rmSync(DOCUMENTATION, { recursive: true, force: true });
  mkdirSync(DOCUMENTATION, { recursive: true });
  await takeDocumentation(chromium, clientUrl, async (page, name) => {
    const file = join(DOCUMENTATION, `${name}.png`);
    await page.screenshot({ path: file, animations: 'disabled' });
    const size = Math.round(statSync(file).size / 1024);
    if (size > LARGEST_KB)
      throw new Error(`${name}.png has ${size} KB; at most ${LARGEST_KB} are for a page.`);
    console.log(`${name}.png, ${size} KB`);
  });
}

async function review(chromium: Browser, clientUrl: string, folder: string): Promise<void> {
  for (const width of [1280, 390]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const look = join(folder, `${width}-${colorScheme}`);
      mkdirSync(look, { recursive: true });
      const { page, close } = await openVisitor(chromium, clientUrl, { width, colorScheme });
      await walkEveryPage(page, async (name) => {
        await page.screenshot({ path: join(look, `${name}.png`), animations: 'disabled' });
      });
      await close();
      console.log(look);
    }
  }
}
