import { CATALOGUE_QUERY } from '@amplication/postgres-schema';
import { Public } from '@amplication/service-kit';
import { Controller, Get, Header } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { Operation } from '../../../http/operation';

class CatalogueQueryView {
  @ApiProperty({ description: 'One statement that only reads, for PostgreSQL 12 and later.' }) query!: string;
}

/** How a database that lives is imported without its credentials: its owner runs this and pastes the answer. */
@ApiTags('model')
@Controller('api/catalogue-query')
export class CatalogueQueryController {
  @Get()
  @Public()
  @Header('Cache-Control', 'public, max-age=3600')
  @Operation({
    id: 'getCatalogueQuery',
    summary: 'The query whose answer is imported as `postgres`',
    returns: CatalogueQueryView,
  })
  get(): CatalogueQueryView {
    return { query: CATALOGUE_QUERY };
  }
}
