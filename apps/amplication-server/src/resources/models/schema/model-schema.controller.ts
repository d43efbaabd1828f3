import { type JsonSchema, publishedSchema } from '@amplication/service-model';
import { Public } from '@amplication/service-kit';
import { Controller, Get, Header } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Operation } from '../../../http/operation';

const SCHEMA = publishedSchema();

/** The language of models, for editors and programs that write them. */
@ApiTags('model')
@Controller('api/model-schema')
export class ModelSchemaController {
  @Get()
  @Public()
  @Header('Cache-Control', 'public, max-age=3600')
  @Operation({
    id: 'getModelSchema',
    summary: 'The JSON Schema of a model',
    description:
      'As people and programs write a model: what has a default may be left out. In the dialect of draft 7.',
    returns: Object,
  })
  get(): JsonSchema {
    return SCHEMA;
  }
}
