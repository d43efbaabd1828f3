import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, Min } from 'class-validator';
import { Optional } from '../../http/optional';
import { Page, SearchQuery } from '../../http/page';

/** Bitbucket gives no page shorter than ten. */
export class BitbucketQuery extends SearchQuery {
  @ApiPropertyOptional({ type: Number, minimum: 10, maximum: 100, default: 25 })
  @Min(10)
  override pageSize: number = 25;
}

export class RepositoryQuery extends BitbucketQuery {
  @ApiPropertyOptional({ default: true, description: 'Only those that the account may write to.' })
  @Optional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  writable: boolean = true;
}

export class BitbucketWorkspaceView {
  @ApiProperty({ description: 'With its braces.' }) uuid!: string;
  @ApiProperty() slug!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ type: Boolean, nullable: true }) isAdministrator!: boolean | null;
}
export class BitbucketWorkspacePage extends Page {
  @ApiProperty({ type: [BitbucketWorkspaceView] }) items!: BitbucketWorkspaceView[];
}

export class BitbucketProjectView {
  @ApiProperty({ description: 'With its braces.' }) uuid!: string;
  @ApiProperty() key!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ description: 'A private project cannot hold a public repository.' }) isPrivate!: boolean;
}
export class BitbucketProjectPage extends Page {
  @ApiProperty({ type: [BitbucketProjectView] }) items!: BitbucketProjectView[];
}

export class BitbucketRepositoryView {
  @ApiProperty({ description: 'With its braces.' }) uuid!: string;
  @ApiProperty() slug!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ example: 'acme/shop' }) fullName!: string;
  @ApiProperty() isPrivate!: boolean;
  @ApiProperty({ type: String, nullable: true, description: 'None as long as the repository is empty.' })
  mainBranch!: string | null;
  @ApiProperty({ format: 'uri' }) url!: string;
  @ApiProperty({
    type: Boolean,
    nullable: true,
    description: 'Whether the account may push; null when the list was not asked for writable ones only.',
  })
  isWritable!: boolean | null;
}
export class BitbucketRepositoryPage extends Page {
  @ApiProperty({ type: [BitbucketRepositoryView] }) items!: BitbucketRepositoryView[];
}

export class BitbucketBranchView {
  @ApiProperty() name!: string;
}
export class BitbucketBranchPage extends Page {
  @ApiProperty({ type: [BitbucketBranchView] }) items!: BitbucketBranchView[];
}
