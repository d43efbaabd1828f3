import type { ModelFormat } from '@amplication/model-exchange';
import type { ModelChange, ServiceModel } from '@amplication/service-model';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsNotEmpty, IsString, MaxLength, Min } from 'class-validator';
import { Optional } from '../../../http/optional';
import { ServiceModelProperty } from '../schema/service-model-property';
import { CHANGE_KINDS, MODEL_FORMATS } from './formats';

/** A text that a model is to be made of. */
export class ImportModel {
  @ApiProperty({ description: 'The whole text, at most 10 MB. It is read and never run.' })
  @IsString()
  @IsNotEmpty()
  text!: string;

  @ApiPropertyOptional({
    enum: MODEL_FORMATS,
    enumName: 'ModelFormat',
    description: 'What the text is; found out from it and the name of its file unless given.',
  })
  @Optional()
  @IsIn(MODEL_FORMATS)
  format?: ModelFormat;

  @ApiPropertyOptional({ maxLength: 255, description: 'Of the file that the text is from.' })
  @Optional()
  @IsString()
  @MaxLength(255)
  fileName?: string;
}

export class ApplyImport extends ImportModel {
  @ApiProperty({
    minimum: 1,
    description: '`basedOnVersion` of the preview; 409 if there is a newer version by now.',
  })
  @IsInt()
  @Min(1)
  version!: number;
}

/** Something of the text that the model does not say, or says otherwise. */
export class ModelLossView {
  @ApiProperty({ description: 'Counts from 1.' }) line!: number;
  @ApiProperty({ description: 'Counts from 1.' }) column!: number;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The table or model that it belongs to, if any.',
  })
  entity!: string | null;
  @ApiProperty({ description: 'What it belongs to, such as `User.email`.' }) subject!: string;
  @ApiProperty({ description: 'What is lost and why, in a sentence.' }) reason!: string;
}

export class ModelChangeView {
  @ApiProperty({ enum: CHANGE_KINDS, enumName: 'ModelChangeKind' }) kind!: ModelChange['kind'];
  @ApiProperty({ description: 'What is changed, such as `Order.status`.' }) subject!: string;
  @ApiProperty({ description: 'What is changed about it, in a sentence.' }) what!: string;
}

export class ModelCountsView {
  @ApiProperty() entities!: number;
  @ApiProperty() fields!: number;
  @ApiProperty() relations!: number;
  @ApiProperty() enums!: number;
  @ApiProperty({ description: 'Indexes and uniques over several fields.' }) indexes!: number;
}

/** What a text gives. Nothing is saved. */
export class ModelImportView {
  @ApiProperty({ enum: MODEL_FORMATS, enumName: 'ModelFormat' }) format!: ModelFormat;
  @ApiProperty({ type: ModelCountsView }) counts!: ModelCountsView;
  @ApiProperty({ description: 'How much was not carried over.' }) lossCount!: number;
  @ApiProperty({ type: [ModelLossView], description: 'By their places; the first 1,000.' })
  losses!: ModelLossView[];
  @ServiceModelProperty({ description: 'Complete, and valid: it can be saved as it is.' })
  model!: ServiceModel;
}

/** What a text would make of a service's model. */
export class ModelImportPreview extends ModelImportView {
  @ApiProperty({ description: 'The newest version of the model, to which the changes are.' })
  basedOnVersion!: number;
  @ApiProperty() changeCount!: number;
  @ApiProperty({ type: [ModelChangeView], description: 'From the newest version; the first 1,000.' })
  changes!: ModelChangeView[];
}
