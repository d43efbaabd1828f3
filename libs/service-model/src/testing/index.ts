export { entity, field, model, relation } from '../model.fixture';
export { NASTY_NAMES, NASTY_TEXTS } from './draw.fixture';
export { randomModel } from './random-model.fixture';
