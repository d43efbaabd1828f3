import type { ServiceModel } from '@amplication/service-model';
import { slug } from '../names/spelling';

/** A setting of the service, as its developers read of it. */
export interface Setting {
  name: string;
  /** What it is when it is not set, or an example. */
  value: string;
  /** Whether a developer's machine needs it. */
  isSet?: true;
  help: string;
}

export interface SettingGroup {
  title: string;
  settings: readonly Setting[];
}

/** Its beginning is how the service knows it, and refuses it in production. */
export const DEVELOPMENT_KEY = 'development-only-key-that-everybody-knows';

/** The name of the database in the examples. */
export const databaseName = (model: ServiceModel): string => slug(model.name).replaceAll('-', '_');

export const databaseUrl = (database: string, host = 'localhost'): string =>
  `postgresql://postgres:postgres@${host}:5432/${database}`;

/** Every setting that `runtime/config.ts` reads, in the order of `.env.example` and of the README. */
export const settingGroups = (model: ServiceModel): readonly SettingGroup[] => [
  {
    title: 'What it needs',
    settings: [
      {
        name: 'DATABASE_URL',
        value: databaseUrl(databaseName(model)),
        isSet: true,
        help: 'The database, with user and password.',
      },
      { name: 'PORT', value: '3000', help: 'The port that it listens on.' },
      {
        name: 'HOST',
        value: '127.0.0.1',
        help: 'The address that it listens on; every one unless it is set.',
      },
    ],
  },
  SIGN_IN,
  LIMITS,
  {
    title: 'What it shows and tells',
    settings: [
      {
        name: 'API_DOCS',
        value: 'true',
        help: 'Whether the documentation of the API is served, which is open to everybody; in production it is false.',
      },
      {
        name: 'LOG_LEVEL',
        value: 'info',
        help: 'How much is logged: silent, fatal, error, warn, info, debug or trace.',
      },
      {
        name: 'SERVICE_NAME',
        value: slug(model.name),
        help: 'What the database and the traces call this service.',
      },
      {
        name: 'OTEL_EXPORTER_OTLP_ENDPOINT',
        value: 'http://localhost:4318',
        help: 'Where traces go, by OpenTelemetry; none are made unless it is set.',
      },
    ],
  },
];

const SIGN_IN: SettingGroup = {
  title: 'Who may sign in: either the keys of an identity provider, or one that is shared',
  settings: [
    {
      name: 'AUTH_JWKS_URL',
      value: 'https://login.example.com/.well-known/jwks.json',
      help: 'Where your identity provider (OIDC) publishes its keys. This is for production.',
    },
    {
      name: 'AUTH_SHARED_KEY',
      value: DEVELOPMENT_KEY,
      isSet: true,
      help: 'A secret of at least 32 bytes that tokens are signed with (HS256). This is for development.',
    },
    {
      name: 'AUTH_ISSUER',
      value: 'https://login.example.com/',
      help: 'Whose tokens are taken; checked when it is set.',
    },
    {
      name: 'AUTH_AUDIENCE',
      value: 'my-service',
      help: 'Whom tokens must be meant for; checked when it is set.',
    },
    {
      name: 'AUTH_ROLES_CLAIM',
      value: 'roles',
      help: 'Where in a token the roles stand; dots lead deeper, as in realm_access.roles.',
    },
    { name: 'AUTH_TENANT_CLAIM', value: 'tenant', help: 'Where in a token the tenant stands.' },
  ],
};

const LIMITS: SettingGroup = {
  title: 'Limits; times are in milliseconds',
  settings: [
    { name: 'DATABASE_POOL_SIZE', value: '10', help: 'Connections to the database of one process.' },
    {
      name: 'DATABASE_POOL_WAIT_MS',
      value: '3000',
      help: 'How long a request waits for one of them; then 503.',
    },
    { name: 'DATABASE_STATEMENT_TIMEOUT_MS', value: '10000', help: 'How long a statement may take.' },
    { name: 'DATABASE_LOCK_TIMEOUT_MS', value: '5000', help: 'How long a statement may wait for a lock.' },
    {
      name: 'DATABASE_IDLE_IN_TRANSACTION_TIMEOUT_MS',
      value: '15000',
      help: 'How long a transaction may do nothing.',
    },
    { name: 'REQUEST_TIMEOUT_MS', value: '30000', help: 'How long a request may take; then 504.' },
    { name: 'BODY_LIMIT_BYTES', value: '1048576', help: 'How large a body may be; above it 413.' },
    {
      name: 'RATE_LIMIT_PER_CALLER',
      value: '6000',
      help: 'Requests of one caller in a minute, then 429; 0 is no limit.',
    },
    {
      name: 'RATE_LIMIT_PER_ADDRESS',
      value: '12000',
      help: 'Requests from one address in a minute, then 429; 0 is no limit.',
    },
    {
      name: 'TRUSTED_PROXIES',
      value: '0',
      help: 'How many proxies stand in front of it and say what address a request comes from.',
    },
    {
      name: 'SHUTDOWN_DELAY_MS',
      value: '2000',
      help: 'After SIGTERM: how long new connections are taken while /health/ready says 503.',
    },
    { name: 'SHUTDOWN_TIMEOUT_MS', value: '10000', help: 'After SIGTERM: when it ends at the latest.' },
  ],
};
