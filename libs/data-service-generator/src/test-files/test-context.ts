import {
  ACTIONS,
  type EntityModel,
  type FieldModel,
  relationColumns,
  type RelationModel,
} from '@amplication/service-model';
import { type CodedColumn, type EntityContext, entityContext } from '../context/entity-context';
import { isKeptByService, isOfCaller } from '../plan/column-plan';
import type { EntityPlan, ServicePlan } from '../plan/service-plan';
import { testValues, type TestValues } from '../test-values/test-values';

export type Action = (typeof ACTIONS)[number];

/** A column, and values for tests of it. */
export interface TestedColumn extends CodedColumn {
  values: TestValues;
  /** Whether it holds the key of another row. */
  isHeld: boolean;
}

/** What each row refers to by a key that it holds. */
export interface ReferencePlan {
  relation: RelationModel;
  other: EntityPlan;
  pairs: { here: TestedColumn; there: string }[];
}

/** What the tests of one entity are written from. */
export interface TestContext extends Omit<EntityContext, 'columns'> {
  columns: TestedColumn[];
  references: ReferencePlan[];
  /** `ordersRows`: rows for tests. */
  rows: string;
  /** What somebody with every role may do. */
  may: ReadonlySet<Action>;
  /** Why no row can be made; null where one can. */
  obstacle: string | null;
}

export function testContext(service: ServicePlan, plan: EntityPlan): TestContext {
  const context = entityContext(service, plan);
  const { entity } = plan;
  const held = new Set(
    keyRelations(entity).flatMap((relation) =>
      relationColumns(service.model, entity, relation).map(({ name }) => name),
    ),
  );
  const columns = context.columns.map((column) => ({
    ...column,
    values: testValues(column.field, service.enums),
    isHeld: held.has(column.column),
  }));
  const references = referencesOf(service, entity, columns);
  return {
    ...context,
    columns,
    references,
    rows: rowsName(plan),
    may: mayOf(entity),
    obstacle: obstacleOf(service, columns, references, new Set([entity.id])),
  };
}

export const rowsName = ({ names }: EntityPlan): string => names.table.replace(/Table(\d*)$/, 'Rows$1');

/** What all roles together may do. */
export const mayOf = ({ access }: EntityModel): ReadonlySet<Action> =>
  new Set(ACTIONS.filter((action) => access.some(({ actions }) => actions.includes(action))));

const keyRelations = ({ relations }: EntityModel) => relations.filter(({ kind }) => kind !== 'many-to-many');

function referencesOf(service: ServicePlan, entity: EntityModel, columns: TestedColumn[]): ReferencePlan[] {
  return keyRelations(entity).flatMap((relation) => {
    const other = service.entityOf.get(relation.entityId);
    if (!other) return [];
    const pairs = relationColumns(service.model, entity, relation).flatMap(({ name, references }) => {
      const here = columns.find(({ column }) => column === name);
      const there = other.columns.find(({ field }) => field.id === references.id);
      return here && there ? [{ here, there: there.api }] : [];
    });
    return pairs.length === 0 ? [] : [{ relation, other, pairs }];
  });
}

/** Whether every row refers to one. */
export const isNeeded = ({ pairs }: ReferencePlan): boolean => pairs.every(({ here }) => here.required);

/** Whether a caller says what is referred to. */
export function givenOf({ pairs }: ReferencePlan): 'required' | 'optional' | 'never' {
  const giving = pairs.map(({ here }) => (isGivable(here) ? here.create : 'never'));
  if (giving.includes('never')) return 'never';
  return giving.includes('required') ? 'required' : 'optional';
}

/** Whether some caller may say the value. */
export const isGivable = ({ create, field }: TestedColumn): boolean =>
  create !== 'never' && field.writableBy?.length !== 0;

/** Whether somebody sees the value. */
export const isSeen = ({ isShown, field }: TestedColumn): boolean =>
  isShown && field.readableBy?.length !== 0;

/** Whether the value is nobody's to say, and the database does not know one. */
export const isKept = (column: TestedColumn): boolean =>
  column.required &&
  !isGivable(column) &&
  column.field.default === null &&
  !isKeptByService(column.field) &&
  !isOfCaller(column.field);

/** Whether a test can write any value into the column behind the back of the API. */
export const isSettable = ({ field }: TestedColumn): boolean =>
  field.generated === null && !(field.default?.kind === 'identity' && field.default.always);

/** A value that a column needs and that nobody knows, here or in a row that is needed for this one. */
function obstacleOf(
  service: ServicePlan,
  columns: TestedColumn[],
  references: ReferencePlan[],
  above: ReadonlySet<string>,
): string | null {
  const missing = columns.find(
    (column) =>
      (column.create === 'required' || isKept(column)) && !column.isHeld && column.values.nth === null,
  );
  if (missing) return `no value is known for ${missing.api}`;
  for (const reference of references.filter(isNeeded)) {
    const { entity, names } = reference.other;
    if (above.has(entity.id)) return `rows that need each other are made in no order: ${names.words}`;
    const other = contextOf(service, reference.other);
    const obstacle = obstacleOf(service, other.columns, other.references, new Set([...above, entity.id]));
    if (obstacle !== null) return obstacle.includes(' of ') ? obstacle : `${obstacle} of ${names.words}`;
  }
  return null;
}

function contextOf(service: ServicePlan, plan: EntityPlan): Pick<TestContext, 'columns' | 'references'> {
  const context = entityContext(service, plan);
  const columns = context.columns.map((column) => ({
    ...column,
    values: testValues(column.field, service.enums),
    isHeld: keyRelations(plan.entity).some((relation) =>
      relationColumns(service.model, plan.entity, relation).some(({ name }) => name === column.column),
    ),
  }));
  return { columns, references: referencesOf(service, plan.entity, columns) };
}

/** Who the tests are, and somebody else, as every column that holds one of them takes it. */
export function peopleOf({ entities }: ServicePlan): { us: string[]; others: string[] } {
  const fields = entities.flatMap(({ columns }) => columns.map(({ field }) => field));
  const [subject, otherSubject] = namesFor(fields.filter(({ role }) => role === 'owner'));
  const [tenant, otherTenant] = namesFor(fields.filter(({ role }) => role === 'tenant'));
  return { us: [subject, tenant], others: [otherSubject, otherTenant] };
}

/** Two texts that all of some fields take, as code. */
function namesFor(fields: readonly FieldModel[]): [string, string] {
  if (fields.some(({ type }) => type === 'integer' || type === 'decimal')) return ["'7'", "'17'"];
  const isShort = fields.some(
    (field) => field.type === 'text' && field.maxLength !== null && field.maxLength < 36,
  );
  if (isShort) return ["'us'", "'he'"];
  return ["'6f1d6c1e-8a34-4f0b-9a51-000000000001'", "'6f1d6c1e-8a34-4f0b-9a51-000000000002'"];
}
