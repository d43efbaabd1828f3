import { NumberInput, Textarea, TextInput } from '@mantine/core';

/** A text that may be missing: an empty input is null. */
export function OptionalText({
  label,
  description,
  placeholder,
  value,
  onChange,
  error,
}: {
  label: string;
  description?: string;
  placeholder?: string;
  value: string | null;
  onChange: (value: string | null) => void;
  error?: string | null;
}) {
  return (
    <TextInput
      label={label}
      {...(description === undefined ? {} : { description })}
      {...(placeholder === undefined ? {} : { placeholder })}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)}
      error={error ?? null}
    />
  );
}

/** A whole number that may be missing. */
export function OptionalWhole({
  label,
  value,
  min = 0,
  max,
  onChange,
}: {
  label: string;
  value: number | null;
  min?: number;
  max?: number;
  onChange: (value: number | null) => void;
}) {
  return (
    <NumberInput
      label={label}
      allowDecimal={false}
      min={min}
      {...(max === undefined ? {} : { max })}
      hideControls
      value={value ?? ''}
      onChange={(next) => onChange(next === '' ? null : Number(next))}
      style={{ flex: '1 1 120px' }}
    />
  );
}

export function DescriptionInput({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <Textarea
      label="Description"
      autosize
      minRows={2}
      maxLength={2000}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
