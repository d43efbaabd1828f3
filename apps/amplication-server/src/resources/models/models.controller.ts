import {
  Body,
  Controller,
  Get,
  Param,
  Post,
  Put,
  Query,
  Req,
  Res,
  type StreamableFile,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { type Access, CurrentAccess, ForMembers } from '../../access/access.decorator';
import { Operation } from '../../http/operation';
import { PageQuery } from '../../http/page';
import { modelAnswer } from './model-answer';
import { ModelBody } from './model-body';
import { untilClosed } from '../../http/until-closed';
import { VersionPipe } from '../../http/version.pipe';
import { ModelVersionPage, ModelView, RestoreModel, SaveModel } from './model.dto';
import { ModelsService } from './models.service';

const READ_ERRORS = {
  404: 'NOT_FOUND',
  409: 'MODEL_NOT_UPGRADED: saved by an older release, and not to be read by this one',
};

@ApiTags('model')
@Controller('api/resources/:resourceId/model')
export class ModelsController {
  constructor(private readonly models: ModelsService) {}

  @Get()
  @ForMembers('resourceId')
  @Operation({
    id: 'getModel',
    summary: 'The newest model',
    returns: ModelView,
    errors: READ_ERRORS,
  })
  get(@Param('resourceId') resourceId: string): Promise<StreamableFile> {
    return this.models.get(resourceId).then(modelAnswer);
  }

  @Put()
  @ForMembers('resourceId')
  @ModelBody(SaveModel)
  @Operation({
    id: 'saveModel',
    summary: 'Replace the model',
    description:
      'Stored as the next version. `version` is the one that the change was made on. At most 10 MB.',
    returns: ModelView,
    errors: {
      400:
        'VALIDATION_FAILED with every problem, at paths such as `model.entities.0.fields.2.name`; ' +
        'MODEL_VERSION_OLD for a model of version 1',
      404: 'NOT_FOUND',
      409: 'CONFLICT: there is a newer version, named in `params.version`',
    },
  })
  save(
    @CurrentAccess() { workspaceId, accountId }: Access,
    @Param('resourceId') resourceId: string,
    @Req() { body }: Request<unknown, unknown, unknown>,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const scope = { workspaceId, accountId, resourceId };
    return this.models.save(scope, body, untilClosed(response)).then(modelAnswer);
  }

  @Get('versions')
  @ForMembers('resourceId')
  @Operation({ id: 'listModelVersions', summary: 'Saved versions, newest first', returns: ModelVersionPage })
  versions(@Param('resourceId') resourceId: string, @Query() query: PageQuery): Promise<ModelVersionPage> {
    return this.models.versions(resourceId, query);
  }

  @Get('versions/:version')
  @ForMembers('resourceId')
  @Operation({
    id: 'getModelVersion',
    summary: 'One saved version',
    returns: ModelView,
    errors: READ_ERRORS,
  })
  version(
    @Param('resourceId') resourceId: string,
    @Param('version', VersionPipe) version: number,
  ): Promise<StreamableFile> {
    return this.models.get(resourceId, version).then(modelAnswer);
  }

  @Post('versions/:version/restore')
  @ForMembers('resourceId')
  @Operation({
    id: 'restoreModelVersion',
    summary: 'Go back to a saved version',
    description: 'Stores it again as the next version; nothing is lost.',
    returns: ModelView,
    errors: {
      404: 'NOT_FOUND',
      409: 'MODEL_NOT_UPGRADED; CONFLICT: there is a newer version, named in `params.version`',
    },
  })
  restore(
    @CurrentAccess() { workspaceId, accountId }: Access,
    @Param('resourceId') resourceId: string,
    @Param('version', VersionPipe) version: number,
    @Body() body: RestoreModel,
  ): Promise<StreamableFile> {
    return this.models
      .restore({ workspaceId, accountId, resourceId }, version, body.version)
      .then(modelAnswer);
  }
}
