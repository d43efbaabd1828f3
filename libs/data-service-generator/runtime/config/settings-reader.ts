/** Settings that cannot be used. The message says what is wrong with each of them, and never what they hold. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(['The service cannot start with these settings:', ...problems].join('\n- '));
    this.name = 'ConfigError';
  }
}

interface Range {
  readonly otherwise: number;
  readonly min: number;
  readonly max: number;
}

/** Reads settings one by one and collects what is wrong, so that all of it is said at once. */
export class SettingsReader {
  readonly problems: string[] = [];

  constructor(private readonly env: NodeJS.ProcessEnv) {}

  get isProduction(): boolean {
    return this.env['NODE_ENV'] === 'production';
  }

  /** A setting without a value, as `PORT=`, counts as one that is not there. */
  text(name: string): string | undefined {
    return this.env[name]?.trim() || undefined;
  }

  integer(name: string, { otherwise, min, max }: Range): number {
    const text = this.text(name);
    if (text === undefined) return otherwise;
    const value = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
    if (value >= min && value <= max) return value;
    return this.refuse(`${name} must be a whole number from ${min} to ${max}.`, otherwise);
  }

  oneOf<const Value extends string>(name: string, values: readonly Value[], otherwise: Value): Value {
    const text = this.text(name);
    if (text === undefined) return otherwise;
    const value = values.find((one) => one === text);
    return value ?? this.refuse(`${name} must be one of ${values.join(', ')}.`, otherwise);
  }

  /** @param protocols as `https:` */
  url(name: string, protocols: readonly string[]): URL | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url && protocols.includes(url.protocol)) return url;
    const form = protocols.map((protocol) => `${protocol}//…`).join(' or ');
    return this.refuse(`${name} must be an address of the form ${form}.`, undefined);
  }

  refuse<Value>(problem: string, instead: Value): Value {
    this.problems.push(problem);
    return instead;
  }

  /** Throws a ConfigError when something was wrong. */
  end(): void {
    if (this.problems.length > 0) throw new ConfigError(this.problems);
  }
}
