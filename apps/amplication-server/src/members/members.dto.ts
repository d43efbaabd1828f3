import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsEmail, IsIn, MaxLength } from 'class-validator';
import { ROLES, type Role } from '../access/access.decorator';
import { BuildBrief } from '../running-builds/build-brief.dto';
import { AffectedResource } from '../connections/connections.dto';
import { CountedPage } from '../http/page';

const trimmed = ({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value);

export class MemberView {
  @ApiProperty({ format: 'uuid' }) accountId!: string;
  @ApiProperty({ format: 'email' }) email!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ enum: ROLES, enumName: 'Role' }) role!: Role;
  @ApiProperty({ type: String, format: 'date-time', description: 'Member since.' }) since!: Date;
}

export class MemberPage extends CountedPage {
  @ApiProperty({ type: [MemberView] }) items!: MemberView[];
}

export class ChangeMember {
  @ApiProperty({ enum: ROLES, enumName: 'Role' })
  @IsIn(ROLES)
  role!: Role;
}

export class AddMember extends ChangeMember {
  @ApiProperty({ format: 'email', maxLength: 254, description: 'Address of an account that exists.' })
  @Transform(trimmed)
  @IsEmail()
  @MaxLength(254)
  email!: string;
}

export class MemberConnection {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ description: 'Name of the Bitbucket account.' }) displayName!: string;
}

/** What removing a member would stop. */
export class MemberImpact {
  @ApiProperty({
    type: [MemberConnection],
    description: 'Bitbucket accounts that the member has connected, whose access is deleted.',
  })
  connections!: MemberConnection[];
  @ApiProperty({ type: [AffectedResource], description: 'Services that build to Bitbucket through them.' })
  resources!: AffectedResource[];
  @ApiProperty({ type: [BuildBrief], description: 'Builds that are on their way and would be stopped.' })
  runningBuilds!: BuildBrief[];
}
