/** Resolves when a neighbour can be used; rejects with the reason when not. The signal aborts when time is up. */
export type HealthCheck = (signal: AbortSignal) => Promise<void>;

/** What must hold for a service to be ready. The module that brings a neighbour adds its check. */
export class HealthRegistry {
  private readonly checks = new Map<string, HealthCheck>();

  /**
   * Adds a check under a name that is shown at /health/ready, such as `database`. Throws if the name is taken: of two
   * checks under one name the first would be lost in silence.
   */
  register(name: string, check: HealthCheck): void {
    if (this.checks.has(name)) throw new Error(`Two health checks are called ${name}.`);
    this.checks.set(name, check);
  }

  /** Adds a check of something that knows what is wrong with it; null when all is well. */
  registerProblem(name: string, whyUnhealthy: () => string | null): void {
    this.register(name, async () => {
      const problem = whyUnhealthy();
      if (problem !== null) throw new Error(problem);
    });
  }

  entries(): [string, HealthCheck][] {
    return [...this.checks];
  }
}
