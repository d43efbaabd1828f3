import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { JobRunners, type JobsSettings, JOBS_SETTINGS } from './job-runners';

/**
 * Jobs of a service: `JobRunners`, to which a service adds its runners. They start when the application has booted, and
 * end their jobs or give them back when it shuts down. Needs the `DatabaseModule`.
 */
@Module({})
export class JobsModule {
  /** `Settings` is the injectable class of the service's configuration. */
  static for(Settings: Type<JobsSettings>): DynamicModule {
    return {
      module: JobsModule,
      global: true,
      providers: [{ provide: JOBS_SETTINGS, useExisting: Settings }, JobRunners],
      exports: [JobRunners],
    };
  }
}
