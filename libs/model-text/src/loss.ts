/** Something of a text from elsewhere that the model does not say, or says otherwise. */
export interface Loss {
  /** Where it stands, both counted from 1; in what has no lines (a catalogue) both are 1. */
  line: number;
  column: number;
  /** Which entity it belongs to, as its table or model is called there; null for the whole. */
  entity: string | null;
  /** What it belongs to: `User.email`, or the name of a setting. */
  subject: string;
  /** What is lost and why, in a sentence. */
  reason: string;
}

/** A place in a text, both counted from 1; columns are counted as editors count them. */
export interface Place {
  line: number;
  column: number;
}

/** Nobody reads a longer list. */
const MOST_LOSSES = 5_000;

/** As many losses as a person may read; of very many, how many more there are. */
export function listed(losses: readonly Loss[]): Loss[] {
  const more = losses.length - MOST_LOSSES;
  const [next] = losses.slice(MOST_LOSSES);
  if (!next) return [...losses];
  const reason = `${more} more things do not come along from here on.`;
  return [...losses.slice(0, MOST_LOSSES), { ...next, entity: null, subject: 'more', reason }];
}
