import { Body, Controller, Param, Post, Res, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { type Access, CurrentAccess, ForMembers } from '../../../access/access.decorator';
import { IdParam } from '../../../http/id-param';
import { untilClosed } from '../../../http/until-closed';
import { Operation } from '../../../http/operation';
import { Throttled } from '../../../http/throttled';
import { ModelView } from '../model.dto';
import { modelAnswer } from '../model-answer';
import { ImportBody } from './import-body';
import { ApplyImport, ImportModel, ModelImportPreview, ModelImportView } from './import.dto';
import { InImportSlot } from './import-slots';
import { ModelImports } from './model-imports';

const ERRORS = {
  400: 'MODEL_TEXT_INVALID, with `params.line`, `params.column` and, if there are several, `params.problems`; VALIDATION_FAILED',
  404: 'NOT_FOUND',
  413: 'MODEL_TEXT_TOO_LARGE',
  503: 'SERVER_BUSY: other texts are being read',
};
const WHAT =
  'A schema of Prisma, SQL (`pg_dump --schema-only` or written by hand), what the query of a PostgreSQL gave, or a ' +
  'model as JSON or YAML. The text is read and never run. ';

@ApiTags('model')
@Controller('api')
export class ModelImportsController {
  constructor(private readonly imports: ModelImports) {}

  @Post('workspaces/:workspaceId/model-imports')
  @ForMembers('workspaceId')
  @IdParam('workspaceId')
  @InImportSlot()
  @Throttled()
  @ImportBody()
  @Operation({
    id: 'readModelText',
    summary: 'The model of a text, for a service to come',
    description: `${WHAT}Nothing is saved: create the service with the model.`,
    returns: ModelImportView,
    errors: ERRORS,
  })
  read(@Body() body: ImportModel, @Res({ passthrough: true }) response: Response): Promise<StreamableFile> {
    return this.imports.read(body, untilClosed(response)).then(modelAnswer);
  }

  @Post('resources/:resourceId/model/import')
  @ForMembers('resourceId')
  @InImportSlot()
  @Throttled()
  @ImportBody()
  @Operation({
    id: 'previewModelImport',
    summary: 'What a text would make of the model',
    description: `${WHAT}Nothing is saved. Ids of the model are kept where the text has the same names.`,
    returns: ModelImportPreview,
    errors: ERRORS,
  })
  preview(
    @CurrentAccess() { workspaceId }: Access,
    @Param('resourceId') resourceId: string,
    @Body() body: ImportModel,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    return this.imports.preview({ workspaceId, resourceId }, body, untilClosed(response)).then(modelAnswer);
  }

  @Post('resources/:resourceId/model/import/apply')
  @ForMembers('resourceId')
  @InImportSlot()
  @Throttled()
  @ImportBody()
  @Operation({
    id: 'applyModelImport',
    summary: 'Replace the model by that of a text',
    description: `${WHAT}Stored as the next version, as the preview has shown it.`,
    returns: ModelView,
    errors: { ...ERRORS, 409: 'CONFLICT: there is a newer version, named in `params.version`' },
  })
  apply(
    @CurrentAccess() { workspaceId, accountId }: Access,
    @Param('resourceId') resourceId: string,
    @Body() body: ApplyImport,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    return this.imports
      .apply({ workspaceId, accountId, resourceId }, body, untilClosed(response))
      .then(modelAnswer);
  }
}
