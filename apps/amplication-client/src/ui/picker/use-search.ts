import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';

/** A search field: what it shows, and what is to be searched for once the typing pauses. */
export interface Search {
  text: string;
  wanted: string;
  change: (text: string) => void;
}

export function useSearch(): Search {
  const [text, change] = useState('');
  const [wanted] = useDebouncedValue(text.trim(), 300);
  return { text, wanted, change };
}
