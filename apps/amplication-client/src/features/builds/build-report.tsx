import { Card, Title, Typography } from '@mantine/core';
import Markdown from 'react-markdown';
import remarkGfm from 'remark-gfm';

/** The report that stands in the pull request, whole. It is Markdown without HTML, and HTML in it is not rendered. */
export function BuildReport({ markdown }: { markdown: string }) {
  return (
    <Card withBorder component="section" aria-label="Report">
      <Title order={2} size="h4" mb="sm">
        Report
      </Title>
      <Typography style={{ overflowX: 'auto' }} tabIndex={0} role="group" aria-label="Text of the report">
        <Markdown remarkPlugins={[remarkGfm]}>{markdown}</Markdown>
      </Typography>
    </Card>
  );
}
