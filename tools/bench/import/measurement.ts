/** What one process needed for one text. */
export interface Measurement {
  ms: number;
  /** Of all threads of the process, the compiler and the collector of Node among them. */
  cpuMs: number;
  startMb: number;
  peakMb: number;
  /** What came of it, in words. */
  outcome: string;
}

/** The middle of several measurements, number by number. */
export function median(all: readonly Measurement[]): Measurement {
  const middle = (read: (one: Measurement) => number) =>
    all.map(read).sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? NaN;
  return {
    ms: middle(({ ms }) => ms),
    cpuMs: middle(({ cpuMs }) => cpuMs),
    startMb: middle(({ startMb }) => startMb),
    peakMb: middle(({ peakMb }) => peakMb),
    outcome: all[0]?.outcome ?? '',
  };
}
