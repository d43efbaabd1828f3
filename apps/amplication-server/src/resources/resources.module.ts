import { Module } from '@nestjs/common';
import { ModelsController } from './models/models.controller';
import { ModelsRepository } from './models/models.repository';
import { ModelsService } from './models/models.service';
import { ResourceCreationModule } from './resource-creation.module';
import { ResourcesController } from './resources.controller';
import { ResourcesRepository } from './resources.repository';
import { ResourcesService } from './resources.service';

@Module({
  imports: [ResourceCreationModule],
  controllers: [ResourcesController, ModelsController],
  providers: [ResourcesRepository, ResourcesService, ModelsRepository, ModelsService],
  exports: [ResourcesService, ModelsService],
})
export class ResourcesModule {}
