import { chance, type Draw, NASTY_TEXTS, physicalName } from './draw.fixture';
import type { DrawnEntity } from './random-entity.fixture';

type Part = Record<string, unknown>;

const RULES = ['no action', 'restrict', 'cascade', 'set null'] as const;
const RELATION_NAMES = ['parent', 'owner', 'default', 'members', 'like'];

/** Adds some relations to an entity: to itself, to one before it or after it. */
export function addRelations(draw: Draw, entities: DrawnEntity[], index: number, taken: Set<string>): void {
  const own = entities[index];
  if (!own) return;
  // Fields have taken the first numbers.
  const columns = new Set(Array.from({ length: 50 }, (_, number) => `column of a field ${number}`));
  const count = draw([0, 1, 1, 2, 3]);
  for (let number = 0; number < count; number++) {
    const at = draw(entities.map((_, other) => other));
    const target = entities[at];
    if (!target || target.keyFields.length === 0) continue;
    const name = `${draw(RELATION_NAMES)}${number}`;
    const relation = {
      id: `r${number}`,
      name,
      entityId: target.id,
      description: draw(['', ...NASTY_TEXTS]),
      inverse: { name: draw([null, `inverse${own.name}${number}`]) },
      onUpdate: draw(['no action', 'cascade']),
      checked: draw(['at once', 'at once', 'deferrable', 'at commit']),
    };
    const isMany = chance(draw, 3) && own.keyFields.length === 1 && target.keyFields.length === 1;
    own.relations.push(
      isMany
        ? { ...relation, kind: 'many-to-many', onDelete: 'cascade', joinTable: drawJoinTable(draw, taken) }
        : { ...relation, ...drawKey(draw, own, target, at < index, number, columns) },
    );
  }
}

/** A key in columns that are made for it, or in fields that are added. A circle of required ones cannot be. */
function drawKey(
  draw: Draw,
  own: DrawnEntity,
  target: DrawnEntity,
  mayBeRequired: boolean,
  number: number,
  columns: Set<string>,
): Part {
  const required = mayBeRequired && chance(draw, 5);
  const common = {
    kind: draw(['many-to-one', 'many-to-one', 'one-to-one']),
    onDelete: draw(required ? RULES.slice(0, 3) : RULES),
    enforced: chance(draw, 9),
    constraint: null,
  };
  if (chance(draw, 5))
    return {
      ...common,
      required,
      column: target.keyFields.length === 1 ? physicalName(draw, columns) : null,
    };
  const fields = target.keyFields.map((held, part) => {
    const { type, bytes, store, maxLength } = held;
    const rules = { bytes, store, maxLength };
    const given = Object.entries(rules).filter(([, value]) => value !== undefined);
    return {
      id: `h${number}${part}`,
      name: `holds${number}${part}`,
      type,
      ...Object.fromEntries(given),
      required,
    };
  });
  own.fields.push(...fields);
  return { ...common, required: false, fields: fields.map(({ id }) => id) };
}

function drawJoinTable(draw: Draw, taken: Set<string>): Part | null {
  if (chance(draw, 5)) return null;
  const columns = new Set<string>();
  return {
    table: physicalName(draw, taken, 5),
    schema: draw([null, null, 'side']),
    ownColumn: physicalName(draw, columns),
    targetColumn: physicalName(draw, columns),
    key: draw(['primary key', 'unique index']),
    keyConstraint: physicalName(draw, taken),
    ownConstraint: physicalName(draw, taken),
    targetConstraint: physicalName(draw, taken),
    index: physicalName(draw, taken),
  };
}
