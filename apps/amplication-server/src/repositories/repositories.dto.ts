import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsNotEmpty, IsString, IsUUID, MaxLength } from 'class-validator';
import { Optional } from '../http/optional';
import { PersonView } from '../http/person.dto';

export const CONFLICT_STRATEGIES = ['keep-yours', 'take-generated'] as const;
export type ConflictStrategy = (typeof CONFLICT_STRATEGIES)[number];

const trimmed = ({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value);

export class LinkSettings {
  @ApiPropertyOptional({
    maxLength: 255,
    description: 'Branch that pull requests go to; the main branch of the repository unless given.',
  })
  @Optional()
  @Transform(trimmed)
  @IsString()
  @IsNotEmpty()
  @MaxLength(255)
  baseBranch?: string;

  @ApiPropertyOptional({ maxLength: 1024, description: 'Folder that receives the code; empty for the root.' })
  @Optional()
  @IsString()
  @MaxLength(1024)
  rootDirectory?: string;

  @ApiPropertyOptional({
    enum: CONFLICT_STRATEGIES,
    enumName: 'ConflictStrategy',
    description: 'Who wins where a hand edit and the generator changed the same lines.',
  })
  @Optional()
  @IsIn(CONFLICT_STRATEGIES)
  conflictStrategy?: ConflictStrategy;
}

export class ConnectRepository extends LinkSettings {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  connectionId!: string;

  @ApiProperty({ maxLength: 255, description: 'Slug, or uuid with its braces.' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(255)
  bitbucketWorkspace!: string;

  @ApiProperty({ maxLength: 255, description: 'Slug, or uuid with its braces.' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(255)
  repository!: string;
}

export class CreateRepository extends LinkSettings {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  connectionId!: string;

  @ApiProperty({ maxLength: 255, description: 'Slug, or uuid with its braces.' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(255)
  bitbucketWorkspace!: string;

  @ApiProperty({ maxLength: 62, description: 'Bitbucket makes the slug of it, which must not be taken.' })
  @Transform(trimmed)
  @IsString()
  @IsNotEmpty()
  @MaxLength(62)
  name!: string;

  @ApiProperty()
  @IsBoolean()
  isPrivate!: boolean;

  @ApiPropertyOptional({ description: 'The oldest project of the Bitbucket workspace unless given.' })
  @Optional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(255)
  projectKey?: string;

  @ApiPropertyOptional({ maxLength: 1000 })
  @Optional()
  @IsString()
  @MaxLength(1000)
  description?: string;
}

/** Where the builds of a service go. */
export class RepositoryLinkView {
  @ApiProperty({ format: 'uuid', description: 'Of our record of the repository.' }) repositoryId!: string;
  @ApiProperty({ format: 'uuid' }) connectionId!: string;
  @ApiProperty() bitbucketWorkspaceSlug!: string;
  @ApiProperty({ description: 'With its braces.' }) repositoryUuid!: string;
  @ApiProperty() repositorySlug!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ format: 'uri' }) url!: string;
  @ApiProperty() isPrivate!: boolean;
  @ApiProperty({ description: 'Whether it was created from here.' }) createdByUs!: boolean;
  @ApiProperty() baseBranch!: string;
  @ApiProperty({ description: 'The branch that builds are pushed to; chosen once.' }) workBranch!: string;
  @ApiProperty({ description: 'Folder that receives the code; empty for the root.' }) rootDirectory!: string;
  @ApiProperty({ enum: CONFLICT_STRATEGIES, enumName: 'ConflictStrategy' })
  conflictStrategy!: ConflictStrategy;
  @ApiProperty({ type: PersonView, nullable: true }) linkedBy!: PersonView | null;
  @ApiProperty({ type: String, format: 'date-time' }) linkedAt!: Date;
}
