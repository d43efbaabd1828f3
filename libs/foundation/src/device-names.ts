/** Names that Windows gives to devices: no file or folder of that name can be checked out there. */
export const DEVICE_NAMES: ReadonlySet<string> = new Set([
  ...['con', 'prn', 'aux', 'nul'],
  ...[0, 1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((number) => [`com${number}`, `lpt${number}`]),
]);
