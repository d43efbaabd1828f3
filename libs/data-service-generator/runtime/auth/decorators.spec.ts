import { Controller, Get } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { Test } from '@nestjs/testing';
import { Allowed, Public } from './decorators.js';
import { type EntityPermissions } from './permissions.js';

const permissions: EntityPermissions = {
  words: 'note',
  actions: { create: {}, read: { '*': 'own', clerk: 'all' }, update: {}, delete: {}, list: { admin: 'all' } },
  fields: {},
};

@Controller('notes')
class NotesController {
  @Get()
  @Allowed(permissions, 'list')
  list(): void {}

  @Get('one')
  @Allowed(permissions, 'read')
  find(): void {}

  @Get('open')
  @Public()
  open(): void {}
}

it('tells OpenAPI which roles a route asks for', async () => {
  const module = await Test.createTestingModule({ controllers: [NotesController] }).compile();
  const app = module.createNestApplication({ logger: false });
  const { paths } = SwaggerModule.createDocument(app, new DocumentBuilder().build());
  await app.close();
  const rolesOf = (path: string): unknown => Object(paths[path]?.get)['x-roles'];
  expect(rolesOf('/notes')).toEqual(['admin']);
  expect(rolesOf('/notes/one')).toEqual(['*', 'clerk']);
  expect(rolesOf('/notes/open')).toBeUndefined();
});
