import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

/** Headless Chromium that asks nobody outside this machine for anything. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A person at a browser: one context with its own cookies, and every complaint of the console. */
export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Console errors and uncaught errors of our own pages so far. */
  readonly complaints: string[];
  close(): Promise<void>;
}

/** Opens a browser context of its own. `clientUrl` distinguishes our pages from those of Bitbucket. */
export async function openVisitor(
  browser: Browser,
  clientUrl: string,
  options: { width?: number; height?: number; colorScheme?: 'light' | 'dark' } = {},
): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: clientUrl,
    viewport: { width: options.width ?? 1280, height: options.height ?? 900 },
    colorScheme: options.colorScheme ?? 'light',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(20_000);
  const complaints: string[] = [];
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error' && message.location().url.startsWith(clientUrl))
      complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return { page, context, complaints, close: () => context.close() };
}
