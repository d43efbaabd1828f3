import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { Optional } from './optional';

export const MAX_PAGE_SIZE = 100;

/** Which part of a list is asked for. */
export class PageQuery {
  @ApiPropertyOptional({ type: Number, minimum: 1, default: 1, description: 'Counts from 1.' })
  @Optional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100_000)
  page: number = 1;

  @ApiPropertyOptional({ type: Number, minimum: 1, maximum: MAX_PAGE_SIZE, default: 25 })
  @Optional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_PAGE_SIZE)
  pageSize: number = 25;
}

/** A part of a list, of the entries whose name holds `search`. */
export class SearchQuery extends PageQuery {
  @ApiPropertyOptional({ type: String, maxLength: 100, description: 'Part of a name, in any case.' })
  @Optional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value))
  @IsString()
  @MaxLength(100)
  search?: string;
}

/** What every page of a list says beside its items. */
export abstract class Page {
  @ApiProperty() page!: number;
  @ApiProperty() pageSize!: number;
  @ApiProperty() hasNext!: boolean;
}

/** A page of a list of ours, whose length is known. */
export abstract class CountedPage extends Page {
  @ApiProperty({ description: 'Length of the whole list.' }) total!: number;
}

/** Puts rows and the length of the whole list into the shape of a page. */
export function countedPage<T>(query: PageQuery, items: T[], total: number): CountedPage & { items: T[] } {
  const { page, pageSize } = query;
  return { items, page, pageSize, total, hasNext: page * pageSize < total };
}

/** `limit` and `offset` of a page. */
export function slice(query: PageQuery): { limit: number; offset: number } {
  return { limit: query.pageSize, offset: (query.page - 1) * query.pageSize };
}

/** A pattern for `ilike` that finds the text anywhere, with the pattern's own characters taken literally. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}
