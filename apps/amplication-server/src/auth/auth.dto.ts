import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsEmail, IsNotEmpty, IsString, Length, MaxLength } from 'class-validator';
import { WorkspaceView } from '../workspaces/workspaces.dto';

const trimmed = ({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value);

export class SignIn {
  @ApiProperty({ format: 'email', maxLength: 254 })
  @Transform(trimmed)
  @IsEmail()
  @MaxLength(254)
  email!: string;

  @ApiProperty({ format: 'password', minLength: 8, maxLength: 128 })
  @IsString()
  @Length(8, 128)
  password!: string;
}

export class SignUp extends SignIn {
  @ApiProperty({ maxLength: 100 })
  @Transform(trimmed)
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  name!: string;
}

export class AccountView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'email' }) email!: string;
  @ApiProperty() name!: string;
}

/** Who is signed in, and where they belong. */
export class MeView {
  @ApiProperty() account!: AccountView;
  @ApiProperty({ type: [WorkspaceView] }) workspaces!: WorkspaceView[];
}

/** Who is signed in, if anybody is. */
export class SessionView {
  @ApiProperty({ type: AccountView, nullable: true }) account!: AccountView | null;
  @ApiProperty({ type: [WorkspaceView] }) workspaces!: WorkspaceView[];
}
