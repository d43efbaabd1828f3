/** The environment does not describe a service that can run. One line for each mistake, none with a secret in it. */
export class ConfigError extends Error {
  constructor(
    readonly app: string,
    readonly mistakes: string[],
  ) {
    super(
      `${app} cannot start, its configuration is not valid:\n${mistakes.map((line) => `  ${line}`).join('\n')}`,
    );
    this.name = 'ConfigError';
  }
}
