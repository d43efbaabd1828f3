/** The programs that make up the platform, by their Nx names. */
export const SERVICE_NAMES = [
  'amplication-server',
  'amplication-build-manager',
  'local-data-service-generator-controller',
  'amplication-git-pull-request-service',
  'bitbucket-emulator',
  'amplication-client',
] as const;
export type ServiceName = (typeof SERVICE_NAMES)[number];

export interface PlatformOptions {
  /** `default`: the ports of the documentation (3000, 3001, …). `free`: any free ones, for tests and the demo. */
  ports?: 'default' | 'free';
  /** Where data and logs are kept. Unless given: `.amplication`; with free ports a new folder that `stop` removes. */
  dataDir?: string;
  /** Forgets the data of an earlier run first. */
  reset?: boolean;
  /** What to start; everything unless given. */
  services?: readonly ServiceName[];
  /** More variables for every service, or for one by its name. They win over what the platform sets. */
  env?: Record<string, string>;
  serviceEnv?: Partial<Record<ServiceName, Record<string, string>>>;
  /** Folder of the log files; `<dataDir>/logs` unless given. */
  logDir?: string;
  /**
   * URL of an administrator of a running PostgreSQL, which gets a database of its own for this platform (dropped by
   * `stop`). With free ports `TEST_DATABASE_URL` unless given. Without one, an embedded PostgreSQL is started.
   */
  adminDatabaseUrl?: string | undefined;
  /** Running Kafka brokers. With free ports `KAFKA_BROKERS` unless given. Without any, a broker is started. */
  brokers?: string[] | undefined;
  /** Put before each topic's name; with free ports a random one unless given. */
  topicPrefix?: string;
  /** Builds the services first (cached by Nx). True unless given. */
  build?: boolean;
  /** Called with each step as it begins. Nothing is printed unless given. */
  report?: (line: string) => void;
  /** Called with every line that a service writes. */
  onLog?: ((service: ServiceName, line: string) => void) | undefined;
  /** Called when a service ends that nobody stopped. */
  onCrash?: ((service: ServiceName, reason: string) => void) | undefined;
  /** Aborts the start; what was started until then is stopped and `startPlatform` rejects. */
  signal?: AbortSignal | undefined;
}

/**
 * A running platform. Every service is a process of its own, and runs from a copy of `dist/apps/<name>` that belongs to
 * this platform, so that builds in the same checkout do not disturb it.
 */
export interface Platform {
  /** Address of each service, without a slash at the end; set for stopped ones, too, since they keep their port. */
  readonly urls: Readonly<Record<ServiceName, string>>;
  readonly databaseUrl: string;
  readonly brokers: readonly string[];
  readonly topicPrefix: string;
  readonly dataDir: string;
  readonly logDir: string;
  /** Everything that a service wrote so far, over all its starts. */
  logFile(service: ServiceName): string;
  /** Process id of a running service; null when it does not run. */
  pid(service: ServiceName): number | null;
  /** Sends a signal (SIGKILL unless given) and resolves when the process has ended; SIGSTOP and SIGCONT at once. */
  kill(service: ServiceName, signal?: NodeJS.Signals): Promise<void>;
  /** Starts a service that was killed, on its old port; resolves when it is ready. `env` adds to its variables. */
  start(service: ServiceName, env?: Record<string, string>): Promise<void>;
  /** Stops everything that was started, in order, and removes throw-away data. Safe to call twice. */
  stop(): Promise<void>;
}
