import { runService } from '@amplication/service-kit';
import { AppModule } from './app.module';
import { APP, BuildManagerEnv } from './config';

void runService(AppModule, { app: APP, env: BuildManagerEnv });
