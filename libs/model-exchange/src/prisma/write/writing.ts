import type { EntityModel, RelationModel, ServiceModel } from '@amplication/service-model';
import { byCode } from '../prisma-names';
import { ConstraintNames, Names } from './names';

/** What everything is called in the schema that is written. */
export class Writing {
  private readonly blockNames = new Names();
  private readonly blocks = new Map<string, string>();
  private readonly values = new Map<string, string>();
  private readonly members = new Map<string, string>();
  /** How many relations there are between two entities, by their ids. */
  readonly pairs = new Map<string, number>();
  readonly constraints = new ConstraintNames();
  private readonly byId: ReadonlyMap<string, EntityModel>;
  /** Whether PostgreSQL holds the foreign keys; else Prisma is told to keep the relations itself. */
  readonly isEnforced: boolean;
  readonly scopes = new Map<EntityModel, Names>();

  constructor(readonly model: ServiceModel) {
    this.isEnforced = !isKeptByPrisma(model);
    this.byId = new Map(model.entities.map((entity) => [entity.id, entity]));
    for (const { id, name } of [...model.entities, ...model.enums])
      this.blocks.set(id, this.blockNames.give(name));
    for (const { id, values } of model.enums) {
      const scope = new Names();
      for (const { name } of values) this.values.set(`${id} ${name}`, scope.give(name));
    }
    for (const entity of model.entities) {
      const scope = new Names();
      this.scopes.set(entity, scope);
      for (const { id, name } of [...entity.fields, ...entity.relations])
        this.members.set(`${entity.id} ${id}`, scope.give(name));
    }
    for (const entity of model.entities)
      for (const relation of entity.relations) {
        this.nameInverse(entity, relation);
        const pair = [entity.id, relation.entityId].sort(byCode).join(' ');
        this.pairs.set(pair, (this.pairs.get(pair) ?? 0) + 1);
      }
  }

  blockName = (id: string): string => this.blocks.get(id) ?? id;
  valueName = (enumId: string, name: string): string => this.values.get(`${enumId} ${name}`) ?? name;
  /** What a field or a relation of an entity is called. */
  memberName = ({ id }: EntityModel, memberId: string): string =>
    this.members.get(`${id} ${memberId}`) ?? memberId;

  /** What the other side of a relation is called there: Prisma wants a name for it. */
  inverseName = (entity: EntityModel, relation: RelationModel): string =>
    this.members.get(`${entity.id} ${relation.id} inverse`) ?? '';

  entity = (id: string): EntityModel | undefined => this.byId.get(id);

  /** A name for a block that the model does not have. */
  freeBlockName = (wanted: string): string => this.blockNames.give(wanted);

  /** A name for a member that the model does not have. */
  freeName(entity: EntityModel, wanted: string): string {
    return this.scopes.get(entity)?.give(wanted) ?? wanted;
  }

  private nameInverse(entity: EntityModel, relation: RelationModel): void {
    const target = this.entity(relation.entityId);
    if (!target) return;
    const wanted = relation.inverse.name ?? `${entity.name}_${relation.name}`;
    this.members.set(`${entity.id} ${relation.id} inverse`, this.freeName(target, wanted));
  }
}

/**
 * Prisma keeps either all relations itself or none. Where it does, it knows neither `no action` nor `set default`, and
 * refuses what would lead from an entity to itself.
 */
function isKeptByPrisma({ entities }: ServiceModel): boolean {
  const all = entities.flatMap((entity) => entity.relations.map((relation) => ({ entity, relation })));
  return (
    all.length > 0 &&
    all.every(({ entity, relation: { enforced, onDelete, onUpdate, entityId, kind } }) => {
      if (kind === 'many-to-many') return !enforced;
      const rules = [onDelete, onUpdate];
      if (entityId === entity.id && rules.some((rule) => rule !== 'restrict')) return false;
      return !enforced && !rules.includes('set default') && !rules.includes('no action');
    })
  );
}
