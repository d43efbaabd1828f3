import {
  FIELD_TYPES,
  type FieldType,
  RELATION_KINDS,
  type RelationKind,
} from '@amplication/data-service-generator';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsObject, Min } from 'class-validator';
import { CountedPage } from '../../http/page';
import { PersonView } from '../../http/person.dto';

export class RelationModelView {
  @ApiProperty({ description: 'Id of an entity of the same model.' }) entityId!: string;
  @ApiProperty({ enum: RELATION_KINDS, enumName: 'RelationKind' }) kind!: RelationKind;
}

export class FieldModelView {
  @ApiProperty({ description: 'Unique within the entity.' }) id!: string;
  @ApiProperty({ description: 'camelCase: `unitPrice`.' }) name!: string;
  @ApiProperty({ enum: FIELD_TYPES, enumName: 'FieldType' }) type!: FieldType;
  @ApiProperty() required!: boolean;
  @ApiProperty() unique!: boolean;
  @ApiProperty() description!: string;
  @ApiPropertyOptional({ type: [String], description: 'The values of an enum; absent for every other type.' })
  options?: string[];
  @ApiPropertyOptional({ type: RelationModelView, description: 'Where a relation points.' })
  relation?: RelationModelView;
}

export class EntityModelView {
  @ApiProperty({ description: 'Unique within the model; relations point at it.' }) id!: string;
  @ApiProperty({ description: 'PascalCase, singular: `OrderItem`.' }) name!: string;
  @ApiProperty({ description: 'PascalCase, plural: `OrderItems`.' }) pluralName!: string;
  @ApiProperty() description!: string;
  @ApiProperty({ type: [FieldModelView] }) fields!: FieldModelView[];
}

/** The entities of a service. Its name and description are those of the resource. */
export class EntitiesView {
  @ApiProperty({ type: [EntityModelView] }) entities!: EntityModelView[];
}

/** One saved state of a model. */
export class ModelView {
  @ApiProperty({ description: 'Rises by one with every change.' }) version!: number;
  @ApiProperty() model!: EntitiesView;
  @ApiProperty({ type: PersonView, nullable: true }) createdBy!: PersonView | null;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt!: Date;
}

export class ModelVersionView {
  @ApiProperty() version!: number;
  @ApiProperty() entityCount!: number;
  @ApiProperty({ type: PersonView, nullable: true }) createdBy!: PersonView | null;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt!: Date;
}

export class ModelVersionPage extends CountedPage {
  @ApiProperty({ type: [ModelVersionView] }) items!: ModelVersionView[];
}

/** Names the version that the change was made on. */
export class RestoreModel {
  @ApiProperty({
    minimum: 1,
    description: 'The newest version that the user has seen; 409 if there is a newer one.',
  })
  @IsInt()
  @Min(1)
  version!: number;
}

export class SaveModel extends RestoreModel {
  /** Parsed by the generator's own rules, which name every problem with its path. */
  @ApiProperty({ type: EntitiesView })
  @IsObject()
  model!: Record<string, unknown>;
}
