import { darken, DEFAULT_THEME, luminance, mergeMantineTheme } from '@mantine/core';
import { theme } from './theme';
import { themeVariables } from './theme-variables';

const merged = mergeMantineTheme(DEFAULT_THEME, theme);
const { light, dark } = themeVariables(merged);
const HUES = Object.keys(merged.colors).filter((name) => name !== 'dark');

/** As WCAG 2.2 defines it: 1 to 21. */
function contrast(one: string | undefined, other: string | undefined): number {
  const [darker = 0, lighter = 0] = [luminance(one ?? ''), luminance(other ?? '')].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

describe('contrast', () => {
  it.each(HUES)('%s on its own tint, on a light page', (hue) => {
    const text = light[`--mantine-color-${hue}-light-color`];
    expect(contrast(text, merged.colors[hue]?.[1])).toBeGreaterThanOrEqual(4.5);
    expect(contrast(text, '#ffffff')).toBeGreaterThanOrEqual(4.5);
  });

  it.each(HUES)('%s on its own tint, on a dark page', (hue) => {
    const shades = merged.colors[hue];
    expect(contrast(shades?.[0], darken(shades?.[9] ?? '', 0.5))).toBeGreaterThanOrEqual(4.5);
  });

  it('links on a card of a dark page', () => {
    expect(contrast(dark['--mantine-color-anchor'], merged.colors.dark[6])).toBeGreaterThanOrEqual(4.5);
  });

  it('what is wrong with an input', () => {
    expect(contrast(light['--mantine-color-error'], '#ffffff')).toBeGreaterThanOrEqual(4.5);
    expect(contrast(dark['--mantine-color-error'], merged.colors.dark[6])).toBeGreaterThanOrEqual(4.5);
  });

  it('secondary text', () => {
    expect(contrast(light['--mantine-color-dimmed'], merged.colors.gray[1])).toBeGreaterThanOrEqual(4.5);
    expect(contrast(dark['--mantine-color-dimmed'], merged.colors.dark[5])).toBeGreaterThanOrEqual(4.5);
  });
});
