import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { ROLES, type Role } from '../access/access.decorator';
import { CountedPage } from '../http/page';

export const PLANS = ['free', 'enterprise'] as const;
export type Plan = (typeof PLANS)[number];

const trimmed = ({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value);

/** A workspace as one of its members sees it. */
export class WorkspaceView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ enum: PLANS, enumName: 'Plan' }) plan!: Plan;
  @ApiProperty({ enum: ROLES, enumName: 'Role', description: 'Of the account that asks.' }) role!: Role;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt!: Date;
}

export class WorkspacePage extends CountedPage {
  @ApiProperty({ type: [WorkspaceView] }) items!: WorkspaceView[];
}

export class NameWorkspace {
  @ApiProperty({ maxLength: 100 })
  @Transform(trimmed)
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  name!: string;
}
