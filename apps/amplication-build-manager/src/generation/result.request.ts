import { ArtifactReference, ERROR_CODES, type ErrorCode, type ErrorParams } from '@amplication/contracts';
import { Type } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsNotEmpty,
  IsObject,
  IsString,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';

const completed = ({ outcome }: ResultRequest) => outcome === 'completed';
const failed = ({ outcome }: ResultRequest) => outcome === 'failed';

/** What became of a generation, as the generator controller reports it. */
export class ResultRequest {
  @IsIn(['completed', 'failed']) outcome!: 'completed' | 'failed';
  @IsInt() @Min(0) durationMs!: number;

  @ValidateIf(completed)
  @IsNotEmpty()
  @ValidateNested()
  @Type(() => ArtifactReference)
  artifact!: ArtifactReference;

  @ValidateIf(failed) @IsIn(ERROR_CODES) code!: ErrorCode;
  @ValidateIf(failed) @IsNotEmpty() @IsString() @MaxLength(10_000) message!: string;
  @ValidateIf(failed) @IsObject() params!: ErrorParams;
}
