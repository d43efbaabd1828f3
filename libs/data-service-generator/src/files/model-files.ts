import { writeModelFiles } from '@amplication/model-text';
import type { ServiceModel } from '@amplication/service-model';
import { file, type GeneratedFile } from '../render/generated-file';

/** `.amplication/model/`: the model as text, so that a pull request shows what was changed in it and a reader finds it. */
export const modelFiles = (model: ServiceModel): GeneratedFile[] =>
  writeModelFiles(model).map(({ path, text }) => file(`.amplication/model/${path}`, text));
