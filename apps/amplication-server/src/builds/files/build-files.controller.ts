import { isUtf8 } from 'node:buffer';
import { DomainError } from '@amplication/contracts';
import { Controller, Get, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { type Access, CurrentAccess, ForMembers } from '../../access/access.decorator';
import { attachment } from '../../http/attachment';
import { Operation } from '../../http/operation';
import { BuildFileList, FileQuery } from './build-files.dto';
import { BuildFilesService } from './build-files.service';
import { zipOf } from './zip';
import { ZipSpool } from './zip-spool';

const MISSING = { 404: 'NOT_FOUND, also before the files are generated; ARTIFACT_MISSING: build again' };

@ApiTags('files')
@Controller('api/builds/:buildId')
export class BuildFilesController {
  constructor(
    private readonly files: BuildFilesService,
    private readonly zips: ZipSpool,
  ) {}

  @Get('files')
  @ForMembers('buildId')
  @Operation({
    id: 'listBuildFiles',
    summary: 'All generated files with their sizes',
    returns: BuildFileList,
    errors: MISSING,
  })
  async list(
    @CurrentAccess() { workspaceId }: Access,
    @Param('buildId') buildId: string,
  ): Promise<BuildFileList> {
    const files = await this.files.list(await this.files.find(workspaceId, buildId));
    const items = files.map(({ path, size, mode }) => ({ path, size, isExecutable: mode === '100755' }));
    return { items, totalSize: items.reduce((sum, { size }) => sum + size, 0) };
  }

  @Get('files/content')
  @ForMembers('buildId')
  @Operation({
    id: 'getBuildFile',
    summary: 'One generated file',
    description: 'Text as text/plain in UTF-8, whatever its name; anything else as a download.',
    produces: 'text/plain',
    errors: MISSING,
  })
  async content(
    @CurrentAccess() { workspaceId }: Access,
    @Param('buildId') buildId: string,
    @Query() { path, download }: FileQuery,
  ): Promise<StreamableFile> {
    const found = await this.files.find(workspaceId, buildId);
    const files = await this.files.list(found);
    const file = files.find((candidate) => candidate.path === path);
    if (!file) throw new DomainError('NOT_FOUND', 'The build has no such file.', { params: { path } });
    const bytes = await this.files.content(found, file);
    const isText = isUtf8(bytes) && !bytes.includes(0);
    const asAttachment = download || !isText;
    return new StreamableFile(bytes, {
      // Never a type that a browser would run: generated files may hold what members typed.
      type: isText ? 'text/plain; charset=utf-8' : 'application/octet-stream',
      length: bytes.length,
      ...(asAttachment ? { disposition: attachment(path.slice(path.lastIndexOf('/') + 1)) } : {}),
    });
  }

  @Get('zip')
  @ForMembers('buildId')
  @Operation({
    id: 'getBuildZip',
    summary: 'All generated files as a zip',
    produces: 'application/zip',
    errors: MISSING,
  })
  async zip(
    @CurrentAccess() { workspaceId }: Access,
    @Param('buildId') buildId: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile | undefined> {
    const found = await this.files.find(workspaceId, buildId);
    const share = this.zips.join(`${workspaceId} ${found.artifactId} ${found.name}`, async () =>
      zipOf(await this.files.list(found), {
        folder: found.name,
        mtime: found.generatedAt,
        read: (file) => this.files.content(found, file),
      }),
    );
    if (response.closed) share.leave();
    else response.once('close', () => share.leave());
    const zip = await share.whole.catch((error: unknown) => {
      // Its reader has gone, which is what stopped the packing: there is nobody to answer, and nothing to report.
      if (response.closed) return null;
      throw error;
    });
    if (zip === null) return;
    const { size, read } = zip;
    return new StreamableFile(read(), {
      type: 'application/zip',
      length: size,
      disposition: attachment(`${found.name}.zip`),
    });
  }
}
