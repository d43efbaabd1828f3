/** Something of a text from elsewhere that the model does not say, or says otherwise. */
export interface Loss {
  /** Where it stands, both counted from 1. */
  line: number;
  column: number;
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
