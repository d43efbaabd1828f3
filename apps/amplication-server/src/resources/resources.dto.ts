import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsNotEmpty, IsObject, IsString, MaxLength } from 'class-validator';
import { BuildBrief } from '../running-builds/build-brief.dto';
import { Optional } from '../http/optional';
import { CountedPage } from '../http/page';
import { ServiceModelProperty } from './models/schema/service-model-property';
import { RESOURCE_ORIGINS, type ResourceOrigin } from './resource-creation';

const trimmed = ({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value);

/** The Bitbucket repository that a resource's builds go to, as far as a list shows it. */
export class RepositoryBrief {
  @ApiProperty() name!: string;
  @ApiProperty() bitbucketWorkspaceSlug!: string;
  @ApiProperty() repositorySlug!: string;
  @ApiProperty({ format: 'uri' }) url!: string;
}

/** A modelled service. */
export class ResourceView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) workspaceId!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ description: 'Never changes, not even by a rename.' }) slug!: string;
  @ApiProperty() description!: string;
  @ApiProperty({ description: 'Version of the model that the next build uses.' }) modelVersion!: number;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt!: Date;
  @ApiProperty({ type: String, format: 'date-time' }) updatedAt!: Date;
  @ApiProperty({ type: RepositoryBrief, nullable: true }) repository!: RepositoryBrief | null;
  @ApiProperty({ type: BuildBrief, nullable: true }) lastBuild!: BuildBrief | null;
}

export class ResourcePage extends CountedPage {
  @ApiProperty({ type: [ResourceView] }) items!: ResourceView[];
}

export class CreateResource {
  @ApiProperty({ maxLength: 100 })
  @Transform(trimmed)
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  name!: string;

  @ApiPropertyOptional({ maxLength: 1000 })
  @Optional()
  @IsString()
  @MaxLength(1000)
  description?: string;

  @ApiProperty({
    enum: RESOURCE_ORIGINS,
    enumName: 'ResourceOrigin',
    description: 'What the model starts as.',
  })
  @IsIn(RESOURCE_ORIGINS)
  from!: ResourceOrigin;

  /** Parsed by the rules of the language, which name every problem with its path. */
  @ServiceModelProperty({
    required: false,
    description:
      'With `from: model`: what has a default may be left out; name and description are the above.',
  })
  @Optional()
  @IsObject()
  model?: Record<string, unknown>;
}

export class ChangeResource {
  @ApiPropertyOptional({ maxLength: 100 })
  @Optional()
  @Transform(trimmed)
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  name?: string;

  @ApiPropertyOptional({ maxLength: 1000 })
  @Optional()
  @IsString()
  @MaxLength(1000)
  description?: string;
}

/** What deleting a resource would stop. */
export class ResourceImpact {
  @ApiProperty({ type: [BuildBrief], description: 'Builds that are on their way and would be stopped.' })
  runningBuilds!: BuildBrief[];
  @ApiProperty({
    type: RepositoryBrief,
    nullable: true,
    description: 'Would be unlinked. Nothing in Bitbucket is deleted.',
  })
  repository!: RepositoryBrief | null;
}
