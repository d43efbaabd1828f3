import type { ServiceModel } from '@amplication/service-model';
import { ApiProperty } from '@nestjs/swagger';
import { IsInt, IsObject, Min } from 'class-validator';
import { CountedPage } from '../../http/page';
import { PersonView } from '../../http/person.dto';
import { ServiceModelProperty } from './schema/service-model-property';

/** One saved state of a model. */
export class ModelView {
  @ApiProperty({ description: 'Rises by one with every change.' }) version!: number;
  @ServiceModelProperty({ description: 'Complete: everything that has a default is there.' })
  model!: ServiceModel;
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
  /** Parsed by the rules of the language, which name every problem with its path. */
  @ServiceModelProperty({
    description: 'What has a default may be left out. Name and description are those of the service.',
  })
  @IsObject()
  model!: Record<string, unknown>;
}
