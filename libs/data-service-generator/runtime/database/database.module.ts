import { Global, Logger, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Pool, types } from 'pg';
import { Config } from '../config.js';
import { Database } from './database.js';
import { poolOptions } from './pool-options.js';

/** Types that the driver would turn into objects, by their numbers in PostgreSQL: points and circles are texts here. */
const SHOWN_AS_TEXT = [600, 718, 1017];

/** One pool of connections for the whole service. */
@Global()
@Module({
  providers: [
    {
      provide: Pool,
      useFactory: ({ database }: Config) => new Pool(poolOptions(database)),
      inject: [Config],
    },
    Database,
  ],
  exports: [Database],
})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(private readonly pool: Pool) {
    for (const type of SHOWN_AS_TEXT) types.setTypeParser(type, (text: string) => text);
    // The pool replaces an idle connection that breaks; without a listener the error would end the process.
    pool.on('error', (error) => Logger.warn(error.message, DatabaseModule.name));
  }

  onApplicationShutdown(): Promise<void> {
    return this.pool.end();
  }
}
