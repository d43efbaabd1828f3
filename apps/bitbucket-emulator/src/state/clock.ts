import type { Settings } from './settings';

/** The emulator's time, which the control endpoint can move ahead. */
export class Clock {
  constructor(private readonly settings: Settings) {}

  /** Milliseconds since 1970. */
  now(): number {
    return Date.now() + this.settings.clockAheadSeconds * 1000;
  }

  /** Bitbucket's way to write a moment: six decimals and an offset. */
  timestamp(): string {
    return new Date(this.now()).toISOString().replace(/(\.\d{3})Z$/, '$1000+00:00');
  }
}
