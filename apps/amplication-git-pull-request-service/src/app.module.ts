import { Module } from '@nestjs/common';
import { DeliveryModule } from './delivery.module';
import { PlatformModule } from './platform.module';

@Module({ imports: [PlatformModule, DeliveryModule] })
export class AppModule {}
