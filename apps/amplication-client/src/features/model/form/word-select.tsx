import { Select } from '@mantine/core';

/** One of some words, which always has a value. `labels` holds them in the order of the list. */
export function WordSelect<W extends string>({
  label,
  description,
  labels,
  value,
  onChange,
  disabled = false,
}: {
  label: string;
  description?: string;
  labels: Readonly<Record<W, string>>;
  value: W;
  onChange: (value: W) => void;
  disabled?: boolean;
}) {
  const isWord = (text: string | null): text is W => text !== null && Object.hasOwn(labels, text);
  return (
    <Select
      label={label}
      {...(description === undefined ? {} : { description })}
      data={Object.entries<string>(labels).map(([word, text]) => ({ value: word, label: text }))}
      value={value}
      allowDeselect={false}
      disabled={disabled}
      onChange={(next) => isWord(next) && onChange(next)}
    />
  );
}
