import type { Page } from 'playwright-core';

const MOST_STOPS = 80;

/** Walks with Tab to what has this name, and presses Enter there, or the keys given. */
export async function chooseByKeyboard(
  page: Page,
  name: string,
  { then = ['Enter'] }: { then?: string[] } = {},
): Promise<void> {
  await tabTo(page, name);
  for (const key of then) await page.keyboard.press(key);
}

/** Walks with Tab to an input and replaces what is in it. */
export async function typeByKeyboard(page: Page, name: string, text: string): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(text);
}

async function tabTo(page: Page, name: string): Promise<void> {
  const passed: string[] = [];
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    await page.keyboard.press('Tab');
    const focused: string = await page.evaluate(FOCUSED_NAME);
    if (focused === name || focused.startsWith(`${name} `)) return;
    passed.push(focused);
  }
  throw new Error(`Tab never came to "${name}". It came by: ${passed.join(' | ')}`);
}

/** In the page: what a person reads on the element that has the focus. */
const FOCUSED_NAME = `(() => {
  const element = document.activeElement;
  if (!element) return '';
  const label = element.labels?.[0]?.innerText ?? element.getAttribute('aria-label') ?? element.innerText ?? '';
  return label.replace(/\\s+/g, ' ').trim();
})()`;
