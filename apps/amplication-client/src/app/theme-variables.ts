import { type CSSVariablesResolver, darken } from '@mantine/core';

/** By how much coloured text is darkened on a light page; the specification beside this file says what for. */
const TEXT_DARKENING = 0.3;

/**
 * Mantine's own grey for secondary text, and its coloured text on a tint of the same colour, are too faint for small
 * letters. Here every pair has a contrast of at least 4.5 to 1.
 */
export const themeVariables: CSSVariablesResolver = (theme) => {
  const light: Record<string, string> = {
    '--mantine-color-dimmed': theme.colors.gray[7],
    '--mantine-color-placeholder': theme.colors.gray[7],
    '--mantine-color-error': theme.colors.red[9],
  };
  for (const [name, shades] of Object.entries(theme.colors)) {
    const text = darken(shades[9], TEXT_DARKENING);
    light[`--mantine-color-${name}-light-color`] = text;
    light[`--mantine-color-${name}-text`] = text;
  }
  const dark = {
    '--mantine-color-dimmed': theme.colors.dark[1],
    '--mantine-color-placeholder': theme.colors.dark[1],
    '--mantine-color-error': theme.colors.red[4],
    '--mantine-color-anchor': theme.colors.violet[3],
  };
  return { variables: {}, light, dark };
};
