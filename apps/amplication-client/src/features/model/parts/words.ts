import type { IndexModel, UniqueModel } from '../draft/model';

/** When PostgreSQL checks a rule, in the words of the screen. */
export const CHECK_TIME_LABELS: Record<UniqueModel['checked'], string> = {
  'at once': 'At once',
  deferrable: 'At once, unless a transaction puts it off',
  'at commit': 'At the end of the transaction',
};

export const METHOD_LABELS: Record<IndexModel['method'], string> = {
  btree: 'B-tree, for equal and sorted',
  hash: 'Hash, for equal only',
  gin: 'GIN, for JSON, lists and text search',
  gist: 'GiST, for ranges and geometry',
  brin: 'BRIN, for very large tables in order',
  spgist: 'SP-GiST',
};
