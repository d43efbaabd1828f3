import { Controller, Get, type INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { Test } from '@nestjs/testing';
import request from 'supertest';
import { thingsList } from '../../../test/support/lists/things.js';
import { NextLink } from '../next-link.js';
import { ApiList, ListOf } from './list.decorators.js';
import { type ListRequest } from './request.js';

@Controller('things')
class ThingsController {
  @Get()
  @NextLink()
  @ApiList(thingsList)
  list(@ListOf(thingsList) asked: ListRequest): { items: ListRequest[]; next: string | null } {
    return { items: [asked], next: asked.total ? null : 'abc' };
  }
}

let app: INestApplication;

beforeAll(async () => {
  app = (
    await Test.createTestingModule({ controllers: [ThingsController] }).compile()
  ).createNestApplication();
  await app.init();
});

afterAll(() => app?.close());

it('hands the route what the query asks for', async () => {
  const { body, headers } = await request(app.getHttpServer()).get(
    '/things?name=a%2Cb&_limit=5&__proto__.in=1,2',
  );
  expect(body.items[0]).toMatchObject({
    limit: 5,
    filters: [
      { field: 'name', operator: 'eq', value: 'a,b' },
      { field: '__proto___', operator: 'in', value: [1, 2] },
    ],
  });
  expect(headers['link']).toBe('</things?name=a%2Cb&_limit=5&__proto__.in=1%2C2&_cursor=abc>; rel="next"');
});

it('refuses what is no such query', async () => {
  const { status } = await request(app.getHttpServer()).get('/things?nobody=1');
  expect(status).toBe(400);
});

it('says nothing of a next page where there is none', async () => {
  const { headers } = await request(app.getHttpServer()).get('/things?_total=true');
  expect(headers).not.toHaveProperty('link');
});

it('tells OpenAPI of each parameter', () => {
  const { paths } = SwaggerModule.createDocument(app, new DocumentBuilder().build());
  const parameters = paths['/things']?.get?.parameters ?? [];
  const byName = new Map(parameters.map((one) => ['name' in one ? one.name : '', one]));
  expect([...byName.keys()].slice(0, 8)).toEqual([
    ...['id', 'id.ne', 'id.in', 'name', 'name.ne', 'name.in', 'name.contains', 'name.startsWith'],
  ]);
  expect([...byName.keys()].slice(-7)).toEqual([
    ...['_search', '_sort', '_include', '_limit', '_offset', '_cursor', '_total'],
  ]);
  expect(byName.get('name')).toEqual({
    name: 'name',
    in: 'query',
    required: false,
    description: 'What it is called. Equal to this.',
    schema: { type: 'string', minLength: 1, maxLength: 20, pattern: '^[^\\u0000]*$' },
  });
  expect(byName.get('colour.in')).toEqual({
    name: 'colour.in',
    in: 'query',
    required: false,
    style: 'form',
    explode: false,
    description:
      'Equal to one of these. Values with a comma: give the parameter more than once, each time with one value.',
    schema: {
      type: 'array',
      items: { type: 'string', enum: ['light green', 'red'] },
      minItems: 1,
      maxItems: 100,
    },
  });
  expect(byName.get('__proto__.isNull')).toMatchObject({ schema: { type: 'boolean' } });
});
