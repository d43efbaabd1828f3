/** What one process needed for one model. */
export interface Measurement {
  parseMs: number;
  parseCpuMs: number;
  /** The first generation of the process, as each build has it. */
  generateMs: number;
  generateCpuMs: number;
  /** A second one. */
  warmCpuMs: number;
  /** Hashing the bytes that were generated, as git does: what no way of delivering them gets around. */
  floorCpuMs: number;
  startMb: number;
  parseMb: number;
  generateMb: number;
  files: number;
  bytes: number;
}

/** The middle of several measurements, number by number. */
export function median(all: readonly Measurement[]): Measurement {
  const middle = (read: (one: Measurement) => number) =>
    all.map(read).sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? NaN;
  return {
    parseMs: middle(({ parseMs }) => parseMs),
    parseCpuMs: middle(({ parseCpuMs }) => parseCpuMs),
    generateMs: middle(({ generateMs }) => generateMs),
    generateCpuMs: middle(({ generateCpuMs }) => generateCpuMs),
    warmCpuMs: middle(({ warmCpuMs }) => warmCpuMs),
    floorCpuMs: middle(({ floorCpuMs }) => floorCpuMs),
    startMb: middle(({ startMb }) => startMb),
    parseMb: middle(({ parseMb }) => parseMb),
    generateMb: middle(({ generateMb }) => generateMb),
    files: middle(({ files }) => files),
    bytes: middle(({ bytes }) => bytes),
  };
}
