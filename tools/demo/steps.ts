/** A step of the demo that did not do what it should. */
export class StepFailed extends Error {
  constructor(step: string, cause: unknown) {
    super(`${step}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.name = 'StepFailed';
  }
}

/** Runs steps one after the other and reports each with the time that it took. */
export class Steps {
  constructor(private readonly print: (line: string) => void) {}

  /** `tell` says in a few words what came of the step. Rejects with `StepFailed`, which names the step. */
  async run<Value>(
    name: string,
    step: () => Promise<Value>,
    tell?: (value: Value) => string,
  ): Promise<Value> {
    const startedAt = performance.now();
    try {
      const value = await step();
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(2).padStart(6);
      const said = tell?.(value);
      this.print(`${seconds} s  ${name}${said ? `: ${said}` : ''}`);
      return value;
    } catch (error) {
      throw new StepFailed(name, error);
    }
  }
}

/** Throws unless the condition holds. */
export function expectThat(condition: boolean, otherwise: string): void {
  if (!condition) throw new Error(otherwise);
}
