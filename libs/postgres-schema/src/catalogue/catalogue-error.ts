/** A text is not what `CATALOGUE_QUERY` answers with; the message is for the person who pasted it. */
export class CatalogueError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CatalogueError';
  }
}
