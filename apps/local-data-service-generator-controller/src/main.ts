import { runService } from '@amplication/service-kit';
import { AppModule } from './app.module';
import { APP, ControllerEnv } from './config';

void runService(AppModule, { app: APP, env: ControllerEnv });
