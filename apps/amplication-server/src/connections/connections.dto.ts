import { ERROR_CODES, type ErrorCode } from '@amplication/contracts';
import { CONNECTION_VIEW_STATUSES, type ConnectionViewStatus } from '@amplication/git-connections';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsNotEmpty, IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import { BuildBrief } from '../running-builds/build-brief.dto';
import { Optional } from '../http/optional';
import { PersonView } from '../http/person.dto';
import { RELATIVE_PATH } from './connect/relative-path';

export class BitbucketUserView {
  @ApiProperty({ description: 'With its braces.' }) uuid!: string;
  @ApiProperty() displayName!: string;
  @ApiProperty({ type: String, nullable: true }) nickname!: string | null;
  @ApiProperty({ type: String, format: 'uri', nullable: true }) avatarUrl!: string | null;
}

/** A permission of the OAuth consumer. */
export class ScopeView {
  @ApiProperty({ example: 'pullrequest:write' }) scope!: string;
  @ApiProperty({
    example: 'Pull requests: Write',
    description: "In the words of the form on which Bitbucket's OAuth consumers are made.",
  })
  permission!: string;
}

/** What is left of the hour in which Bitbucket counts the requests of one of its users. */
export class BudgetView {
  @ApiProperty({ description: 'Requests an hour.' }) limit!: number;
  @ApiProperty() used!: number;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'No request is sent before.',
  })
  heldUntil!: Date | null;
}

export class StatusCauseView {
  @ApiProperty({ enum: ERROR_CODES, enumName: 'ErrorCode' }) code!: ErrorCode;
  @ApiProperty() message!: string;
}

/** A Bitbucket account that all members of the workspace build as. Its tokens never leave the server. */
export class ConnectionDto {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) workspaceId!: string;
  @ApiProperty({ enum: CONNECTION_VIEW_STATUSES, enumName: 'ConnectionStatus' })
  status!: ConnectionViewStatus;
  @ApiProperty({ type: StatusCauseView, nullable: true }) statusCause!: StatusCauseView | null;
  @ApiProperty() user!: BitbucketUserView;
  @ApiProperty({ type: [ScopeView] }) scopesGranted!: ScopeView[];
  @ApiProperty({ type: [ScopeView], description: 'Needed, but not granted by the OAuth consumer.' })
  scopesMissing!: ScopeView[];
  @ApiProperty({ type: PersonView, nullable: true }) connectedBy!: PersonView | null;
  @ApiProperty({ type: String, format: 'date-time' }) connectedAt!: Date;
  @ApiProperty() budget!: BudgetView;
}

export class ConnectionList {
  @ApiProperty({ type: [ConnectionDto] }) items!: ConnectionDto[];
}

export class StartConnect {
  @ApiProperty({ maxLength: 512, description: 'Where the browser goes afterwards: a path of our own page.' })
  @IsString()
  @MaxLength(512)
  @Matches(RELATIVE_PATH, { message: 'returnTo must be a path that starts with one slash' })
  returnTo!: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'The connection that is to be renewed.' })
  @Optional()
  @IsUUID()
  connectionId?: string;

  @ApiPropertyOptional({ description: 'A renewal may bring another Bitbucket user than before.' })
  @Optional()
  @IsBoolean()
  replaceOtherUser?: boolean;
}

export class AuthorizeView {
  @ApiProperty({ format: 'uri', description: 'The page of Bitbucket to go to, in the same tab.' })
  authorizeUrl!: string;
}

/** What Bitbucket appended to the callback's address. */
export class ConnectCallback {
  @ApiProperty({ maxLength: 512 })
  @IsString()
  @IsNotEmpty()
  @MaxLength(512)
  state!: string;

  @ApiPropertyOptional({ maxLength: 4096, description: 'Given when the user has granted access.' })
  @Optional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(4096)
  code?: string;

  @ApiPropertyOptional({ maxLength: 256, description: 'Given when not, such as `access_denied`.' })
  @Optional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(256)
  error?: string;
}

export class ConnectedView {
  @ApiProperty() connection!: ConnectionDto;
  @ApiProperty({ format: 'uuid' }) workspaceId!: string;
  @ApiProperty({ description: 'The path that was given when the attempt began.' }) returnTo!: string;
}

export class AffectedResource {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ example: 'acme/shop' }) repository!: string;
}

/** What disconnecting would stop. */
export class ConnectionImpact {
  @ApiProperty({
    type: [AffectedResource],
    description: 'Services that build to Bitbucket through the connection.',
  })
  resources!: AffectedResource[];
  @ApiProperty({ type: [BuildBrief], description: 'Builds that are on their way and would be stopped.' })
  runningBuilds!: BuildBrief[];
}
