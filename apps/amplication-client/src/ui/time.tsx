import { Text, Tooltip } from '@mantine/core';

const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** A time as people say it; the exact one on hover and for screen readers. */
export function Time({ at }: { at: string }) {
  const date = new Date(at);
  return (
    <Tooltip label={exact.format(date)}>
      <Text component="time" dateTime={at} span inherit>
        {ago(date)}
      </Text>
    </Tooltip>
  );
}

function ago(date: Date): string {
  const seconds = (date.getTime() - Date.now()) / 1000;
  const unit = UNITS.find(([, size]) => Math.abs(seconds) >= size);
  if (!unit) return 'just now';
  return relative.format(Math.round(seconds / unit[1]), unit[0]);
}
