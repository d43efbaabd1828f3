import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { Optional } from '../../http/optional';

export class BuildFileView {
  @ApiProperty({ example: 'src/orders/orders.service.ts' }) path!: string;
  @ApiProperty({ description: 'In bytes.' }) size!: number;
  @ApiProperty() isExecutable!: boolean;
}

export class BuildFileList {
  @ApiProperty({ type: [BuildFileView], description: 'All files, sorted by path.' }) items!: BuildFileView[];
  @ApiProperty({ description: 'Of all files together, in bytes.' }) totalSize!: number;
}

export class FileQuery {
  @ApiProperty({ maxLength: 4096 })
  @IsString()
  @IsNotEmpty()
  @MaxLength(4096)
  path!: string;

  @ApiPropertyOptional({ default: false, description: 'Save it instead of showing it.' })
  @Optional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  download: boolean = false;
}
