import { Controller, Get, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { type Access, CurrentAccess, ForMembers } from '../../../access/access.decorator';
import { attachment } from '../../../http/attachment';
import { Operation } from '../../../http/operation';
import { untilClosed } from '../../../http/until-closed';
import { ExportQuery } from './export.dto';
import { ModelExport } from './model-export';

@ApiTags('model')
@Controller('api/resources/:resourceId/model/export')
export class ModelExportController {
  constructor(private readonly models: ModelExport) {}

  @Get()
  @ForMembers('resourceId')
  @Operation({
    id: 'exportModel',
    summary: 'The model as a text',
    description:
      'JSON or YAML, which can be imported again without loss, a schema of Prisma, or SQL. A download.',
    produces: 'text/plain',
    errors: {
      404: 'NOT_FOUND',
      409: 'MODEL_NOT_UPGRADED',
      503: 'SERVER_BUSY: other texts are being written',
    },
  })
  async export(
    @CurrentAccess() { workspaceId }: Access,
    @Param('resourceId') resourceId: string,
    @Query() query: ExportQuery,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const { fileName, text } = await this.models.write(
      { workspaceId, resourceId },
      query,
      untilClosed(response),
    );
    return new StreamableFile(text, {
      // Never a type that a browser would run: a model holds what members typed.
      type: 'text/plain; charset=utf-8',
      length: text.length,
      disposition: attachment(fileName),
    });
  }
}
