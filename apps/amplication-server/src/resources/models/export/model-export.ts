import { Injectable } from '@nestjs/common';
import { ResourcesService } from '../../resources.service';
import { ModelsService } from '../models.service';
import { ModelProcess } from '../work/model-process';
import type { ExportFormat, ExportQuery } from './export.dto';

const ENDINGS: Record<ExportFormat, string> = { json: 'json', yaml: 'yaml', prisma: 'prisma', sql: 'sql' };

/** Writes models as texts. */
@Injectable()
export class ModelExport {
  constructor(
    private readonly models: ModelsService,
    private readonly resources: ResourcesService,
    private readonly process: ModelProcess,
  ) {}

  async write(
    { workspaceId, resourceId }: { workspaceId: string; resourceId: string },
    { format, version }: ExportQuery,
    signal: AbortSignal,
  ): Promise<{ fileName: string; text: Buffer }> {
    const { slug } = await this.resources.get(workspaceId, resourceId);
    const { json } = await this.models.require(resourceId, version);
    const text = await this.process.write({ format, model: json }, signal);
    return { fileName: `${slug}.${ENDINGS[format]}`, text };
  }
}
