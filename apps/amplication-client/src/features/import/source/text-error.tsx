import { Box, Stack } from '@mantine/core';
import { ApiError } from '../../../api/api-error';
import { ErrorAlert } from '../../../ui/error-alert';
import { excerptOf } from './excerpt';

/** Why a text could not be read, with the line where it stands. */
export function TextError({ error, text }: { error: unknown; text: string }) {
  const params = error instanceof ApiError ? error.params : {};
  const lines =
    typeof params.line === 'number'
      ? excerptOf(text, params.line, typeof params.column === 'number' ? params.column : 1)
      : [];
  return (
    <Stack gap="xs">
      <ErrorAlert error={error} title="Could not read the schema" />
      {lines.length > 0 && (
        <Box
          component="ol"
          className="excerpt"
          aria-label="Where it stands"
          tabIndex={0}
          m={0}
          p="xs"
          fz="sm"
          ff="monospace"
        >
          {lines.map(({ number, text: content, isPlace }) => (
            <li key={number} className={isPlace ? 'excerpt-place' : undefined}>
              <span className="excerpt-number">{number}</span>
              {content}
              {isPlace && <span className="visually-hidden"> (here)</span>}
            </li>
          ))}
        </Box>
      )}
    </Stack>
  );
}
