import { LOG_LEVELS, type LogLevelName } from '../logging/create-logger';
import { IsBrokerList, IsOneOf, IsPortNumber, IsPostgresUrl, IsText, IsUrlOf } from './env-decorators';

export const NODE_ENVS = ['development', 'test', 'production'] as const;

/** What every service needs. Combine with the classes below by `combineEnv`. */
export class BaseEnv {
  @IsOneOf(NODE_ENVS) NODE_ENV: (typeof NODE_ENVS)[number] = 'development';
  /** Port to listen on; 0 is any free one. The committed default stands in `apps/<app>/.env`. */
  @IsPortNumber() PORT!: number;
  /** Address to listen on. Loopback, so that an inner service is never reachable by accident. */
  @IsText(/^\S+$/, 'a host name or address') HOST: string = '127.0.0.1';
  @IsOneOf(LOG_LEVELS) LOG_LEVEL: LogLevelName = 'info';
}

/** A service that keeps state. */
export class DatabaseEnv {
  @IsPostgresUrl() DATABASE_URL!: string;
}

/** A service that sends or receives events. */
export class KafkaEnv {
  @IsBrokerList() KAFKA_BROKERS!: string[];
  /** Put before the name of each topic and group; keeps installations on one broker apart. */
  @IsText(/^[\w.-]{0,100}$/, 'at most 100 letters, digits, dots, dashes and underscores')
  KAFKA_TOPIC_PREFIX: string = '';
}

/** A service that reads or writes the files of builds. */
export class ArtifactsEnv {
  @IsUrlOf('file') ARTIFACTS_URL!: string;
}
