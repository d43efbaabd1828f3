import { Injectable } from '@nestjs/common';

/** Resolves when a neighbour can be used; rejects with the reason when not. The signal aborts when time is up. */
export type HealthCheck = (signal: AbortSignal) => Promise<void>;

/** What must hold for a service to be ready. Modules add their neighbours when they start. */
@Injectable()
export class HealthRegistry {
  private readonly checks = new Map<string, HealthCheck>();

  /** Adds a check under a name that is shown at /health/ready, such as `database`. */
  register(name: string, check: HealthCheck): void {
    this.checks.set(name, check);
  }

  entries(): [string, HealthCheck][] {
    return [...this.checks];
  }
}
