import { sampleModel as sampleOfVersion1 } from '@amplication/data-service-generator';
import { type ServiceModel, upgradeModel } from '@amplication/service-model';

/** The model that a new workspace starts with. */
export const sampleModel = (): ServiceModel => upgradeModel(sampleOfVersion1());
