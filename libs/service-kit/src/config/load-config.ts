import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, validateSync } from 'class-validator';
import { ConfigError } from './config-error';
import { withDefaults } from './development-defaults';
import { readEnvironment } from './env-files';

/**
 * Reads an app's variables into `Env`, whose decorators say what each must be. Sources, rising in priority:
 * the defaults of a developer's machine, `apps/<app>/.env`, `.env.local`, `apps/<app>/.env.local`, `environment`.
 * Throws `ConfigError` that lists every mistake at once.
 */
export function loadConfig<T extends object>(
  Env: new () => T,
  options: { app: string; environment?: NodeJS.ProcessEnv },
): T {
  const raw = withDefaults(readEnvironment(options.app, options.environment), variableNames(Env));
  const config = plainToInstance(Env, raw, { exposeDefaultValues: true });
  const errors = validateSync(config, { whitelist: true, stopAtFirstError: true });
  const mistakes = errors.flatMap((error) => Object.values(error.constraints ?? {}));
  if (mistakes.length > 0) throw new ConfigError(options.app, mistakes.toSorted());
  return config;
}

function variableNames(Env: new () => object): ReadonlySet<string> {
  const metadata = getMetadataStorage().getTargetValidationMetadatas(Env, '', false, false);
  return new Set(metadata.map(({ propertyName }) => propertyName));
}
