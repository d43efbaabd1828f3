import { DomainError } from '@amplication/contracts';
import { Injectable } from '@nestjs/common';
import { countedPage, type PageQuery, type SearchQuery } from '../http/page';
import { detail, summary } from './build-views';
import type { BuildPage, BuildView, LogPage } from './builds.dto';
import { type BuildScope, BuildsRepository } from './builds.repository';

/** Reads builds; BuildRequests starts them, BuildResults ends them. */
@Injectable()
export class BuildsService {
  constructor(private readonly builds: BuildsRepository) {}

  async page(scope: BuildScope, query: SearchQuery): Promise<BuildPage> {
    const { rows, total } = await this.builds.page(scope, query);
    return countedPage(query, rows.map(summary), total);
  }

  async get(workspaceId: string, id: string): Promise<BuildView> {
    const found = await this.builds.find(workspaceId, id);
    if (!found) throw new DomainError('NOT_FOUND');
    return detail(found);
  }

  async log(id: string, query: PageQuery): Promise<LogPage> {
    const { items, total } = await this.builds.log(id, query);
    return countedPage(query, items, total);
  }
}
