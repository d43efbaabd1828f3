import { Module } from '@nestjs/common';
import { ModelExport } from './models/export/model-export';
import { ModelExportController } from './models/export/model-export.controller';
import { CatalogueQueryController } from './models/import/catalogue-query.controller';
import { ModelImports } from './models/import/model-imports';
import { ModelImportsController } from './models/import/model-imports.controller';
import { ModelSchemaController } from './models/schema/model-schema.controller';
import { ModelUpgrade } from './models/upgrade/model-upgrade';
import { ModelUpgradeRepository } from './models/upgrade/model-upgrade.repository';
import { MODEL_PROCESS, MODEL_PROCESS_SETTINGS, ModelProcess } from './models/work/model-process';
import { ModelBodies } from './models/model-bodies';
import { ModelsController } from './models/models.controller';
import { ModelsRepository } from './models/models.repository';
import { ModelsService } from './models/models.service';
import { ResourceCreationModule } from './resource-creation.module';
import { ResourcesController } from './resources.controller';
import { ResourcesRepository } from './resources.repository';
import { ResourcesService } from './resources.service';

@Module({
  imports: [ResourceCreationModule],
  controllers: [
    ResourcesController,
    ModelsController,
    ModelImportsController,
    ModelExportController,
    ModelSchemaController,
    CatalogueQueryController,
  ],
  providers: [
    ResourcesRepository,
    ResourcesService,
    ModelsRepository,
    ModelsService,
    ModelBodies,
    ModelProcess,
    { provide: MODEL_PROCESS, useValue: MODEL_PROCESS_SETTINGS },
    ModelImports,
    ModelExport,
    ModelUpgrade,
    ModelUpgradeRepository,
  ],
  exports: [ResourcesService, ModelsService],
})
export class ResourcesModule {}
