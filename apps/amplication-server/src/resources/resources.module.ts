import { Module } from '@nestjs/common';
import { BuildStateModule } from '../build-state/build-state.module';
import { ModelsController } from './models.controller';
import { ModelsRepository } from './models.repository';
import { ModelsService } from './models.service';
import { ResourceCreationModule } from './resource-creation.module';
import { ResourcesController } from './resources.controller';
import { ResourcesRepository } from './resources.repository';
import { ResourcesService } from './resources.service';

@Module({
  imports: [ResourceCreationModule, BuildStateModule],
  controllers: [ResourcesController, ModelsController],
  providers: [ResourcesRepository, ResourcesService, ModelsRepository, ModelsService],
  exports: [ResourcesService, ModelsService],
})
export class ResourcesModule {}
