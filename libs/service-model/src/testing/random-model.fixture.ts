import { parseServiceModel } from '../parse/parse-service-model';
import type { ServiceModel } from '../schema/service-model';
import { chance, type Draw, drawn, NASTY_NAMES, NASTY_TEXTS, physicalName, some } from './draw.fixture';
import { drawEntity } from './random-entity.fixture';
import { addRelations } from './random-relation.fixture';

/** Names that TypeScript, JavaScript, PostgreSQL, NestJS or Drizzle know as something else. */
const ENTITY_NAMES = [
  'Order',
  'User',
  'Record',
  'Table',
  'Promise',
  'Module',
  'Class',
  'HTTPServer',
  'sql',
  '_',
];
const ENUM_NAMES = ['Status', 'Enum', 'Type', 'Kind'];

const VALUES = [...new Set([...NASTY_NAMES.slice(1), ...NASTY_TEXTS])];

/** A valid model of version 2 that PostgreSQL accepts as well, with something of every construct. */
export const randomModel = () => drawn((draw) => parseServiceModel(drawModel(draw)) satisfies ServiceModel);

function drawModel(draw: Draw): object {
  const taken = new Set<string>();
  const enums = some(draw, ENUM_NAMES, 4).map((name, index) => ({
    id: `e${index}`,
    name,
    description: draw(['', ...NASTY_TEXTS]),
    native: chance(draw, 5),
    typeName: physicalName(draw, taken),
    schema: draw([null, null, 'side']),
    values: ['plain', ...some(draw, VALUES, 2)].map((value, number) => ({
      id: `v${number}`,
      name: value,
      label: draw([null, 'A label']),
      stored: draw([null, null, `stored ${number}`, `stored '${number}\\`]),
    })),
  }));
  const names = some(draw, ENTITY_NAMES, 4);
  const entities = (names.length > 0 ? names : ['Order']).map((name) => drawEntity(draw, name, enums, taken));
  entities.forEach((_, index) => addRelations(draw, entities, index, taken));
  return {
    version: 2,
    name: 'Random',
    description: draw(NASTY_TEXTS),
    roles: some(draw, ['admin', 'class']).map((name) => ({ id: name, name })),
    extensions: some(draw, ['citext', 'pg_trgm'], 2),
    enums,
    entities: entities.map(({ keyFields: _keyFields, ...entity }) => entity),
  };
}
