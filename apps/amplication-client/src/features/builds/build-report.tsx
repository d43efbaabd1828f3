import { Card, Title, Typography } from '@mantine/core';
import type { ReactNode } from 'react';
import Markdown from 'react-markdown';
import remarkGfm from 'remark-gfm';

/** Headings of the report stand below the one of its card. */
const HEADINGS = { h1: Heading, h2: Heading, h3: Heading };

function Heading({ children }: { children?: ReactNode }) {
  return (
    <Title order={3} size="h5" mt="md" mb="xs">
      {children}
    </Title>
  );
}

/** The report that stands in the pull request, whole. It is Markdown without HTML, and HTML in it is not rendered. */
export function BuildReport({ markdown }: { markdown: string }) {
  return (
    <Card withBorder component="section" aria-label="Report">
      <Title order={2} size="h4" mb="sm">
        Report
      </Title>
      <Typography style={{ overflowX: 'auto' }} tabIndex={0} role="group" aria-label="Text of the report">
        <Markdown remarkPlugins={[remarkGfm]} components={HEADINGS}>
          {markdown}
        </Markdown>
      </Typography>
    </Card>
  );
}
