import type { EntityModel, ServiceModel } from '../model/service-model';
import type { GeneratedFile } from '../render/generated-file';
import { dtoFiles } from './dto-files';
import { moduleFiles } from './module-files';
import { tableFile } from './table-file';
import { testFiles } from './test-files';

/** All files of one entity: a folder below `src`. */
export function entityFiles(model: ServiceModel, entity: EntityModel): GeneratedFile[] {
  return [tableFile(model, entity), ...dtoFiles(entity), ...moduleFiles(entity), ...testFiles(entity)];
}
