/** The one row that a statement gives that makes or shows exactly one. */
export function theRow<Row>(rows: readonly Row[]): Row {
  const [row] = rows;
  if (row === undefined) throw new Error('A statement that gives one row gave none.');
  return row;
}
