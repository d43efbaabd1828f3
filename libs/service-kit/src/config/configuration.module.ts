import { type DynamicModule, Module } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';

/** Makes an app's validated configuration injectable: by its own class, and through `ConfigService` of @nestjs/config. */
@Module({})
export class ConfigurationModule {
  static async for(config: object): Promise<DynamicModule> {
    const nestConfig = await ConfigModule.forRoot({
      isGlobal: true,
      ignoreEnvFile: true,
      skipProcessEnv: true,
      load: [() => ({ ...config })],
    });
    const provider = { provide: config.constructor, useValue: config };
    return {
      module: ConfigurationModule,
      global: true,
      imports: [nestConfig],
      providers: [provider],
      exports: [provider],
    };
  }
}
