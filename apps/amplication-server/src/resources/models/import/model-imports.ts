import { DomainError } from '@amplication/contracts';
import { Injectable } from '@nestjs/common';
import { ResourcesService } from '../../resources.service';
import type { ModelAnswer } from '../model-answer';
import { conflict, type ModelScope, ModelsService } from '../models.service';
import { ModelProcess } from '../work/model-process';
import type { ApplyImport, ImportModel } from './import.dto';

/** Makes models of texts. */
@Injectable()
export class ModelImports {
  constructor(
    private readonly models: ModelsService,
    private readonly resources: ResourcesService,
    private readonly process: ModelProcess,
  ) {}

  /** The model of a text, whatever there is. */
  async read(body: ImportModel, signal: AbortSignal): Promise<ModelAnswer> {
    const { head, model } = await this.process.read({ ...body, current: null }, signal);
    const { changes: _changes, changeCount: _count, ...rest } = head;
    return { head: rest, model };
  }

  /** The model of a text as a change to that of a service. */
  async preview(
    scope: Pick<ModelScope, 'workspaceId' | 'resourceId'>,
    body: ImportModel,
    signal: AbortSignal,
  ): Promise<ModelAnswer> {
    const { version, json } = await this.current(scope);
    const { head, model } = await this.process.read({ ...body, current: json }, signal);
    return { head: { ...head, basedOnVersion: version }, model };
  }

  /** Stores what `preview` has shown. */
  async apply(
    scope: ModelScope,
    { version, ...body }: ApplyImport,
    signal: AbortSignal,
  ): Promise<ModelAnswer> {
    const current = await this.current(scope);
    // Reading takes long: what cannot be stored any more is refused before.
    if (current.version !== version) throw conflict(current.version);
    const { model } = await this.process.read({ ...body, current: current.json }, signal);
    return this.models.append(scope, version, model.toString());
  }

  /** The newest model, which an older release may have left in a state that only an import ends. */
  private async current({ workspaceId, resourceId }: Pick<ModelScope, 'workspaceId' | 'resourceId'>) {
    try {
      return await this.models.require(resourceId);
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'MODEL_NOT_UPGRADED') throw error;
      const { name, description, modelVersion } = await this.resources.get(workspaceId, resourceId);
      return {
        version: modelVersion,
        json: JSON.stringify({ version: 2, name, description, entities: [] }),
      };
    }
  }
}
