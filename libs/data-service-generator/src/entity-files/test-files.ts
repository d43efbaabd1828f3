import { propertyName } from '../model/derived-names';
import type { EntityModel } from '../model/service-model';
import { type EntityNames, entityNames, withArticle } from '../render/entity-names';
import { fieldCode } from '../render/field-code';
import { file, type GeneratedFile } from '../render/generated-file';

/** Tests of one entity, and the rows that they use. They need no database. */
export function testFiles(entity: EntityModel): GeneratedFile[] {
  const names = entityNames(entity);
  const at = (kind: string) => `src/${names.route}/${names.route}.${kind}.ts`;
  return [
    file(at('fixture'), fixture(entity, names)),
    file(at('service.test'), serviceTest(names)),
    file(at('controller.test'), controllerTest(entity, names)),
  ];
}

function fixture(entity: EntityModel, { one, variable, route, file: fileName, words }: EntityNames): string {
  const optional = entity.fields.filter((field) => !field.required);
  const values = entity.fields
    .filter((field) => field.required)
    .map((field) => `  ${propertyName(field)}: ${fieldCode(entity, field).sample},\n`)
    .join('');
  const body = values === '' ? '({})' : `({\n${values}})`;
  const nulls = optional.map((field) => `    ${propertyName(field)}: null,\n`).join('');
  return `import { InMemoryRepository } from '../testing/in-memory-repository';
import type { Create${one}Dto } from './dto/create-${fileName}.dto';
import type { ${one} } from './${route}.table';

/** The least that ${withArticle(words)} needs. */
export const sample${one} = (): Create${one}Dto => ${body};

/** A repository for tests. */
export const ${variable}InMemory = () =>
  new InMemoryRepository<${one}, Create${one}Dto>((base, values) => ({
    ...base,
${nulls}    ...values,
  }));
`;
}

function serviceTest({ one, many, variable, route, words }: EntityNames): string {
  const inMemory = `${variable}InMemory`;
  return `import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { NotFoundException } from '@nestjs/common';
import { List${many}Query } from './dto/list-${route}.query';
import { ${inMemory}, sample${one} } from './${route}.fixture';
import { ${many}Service } from './${route}.service';

const MISSING = '00000000-0000-4000-8000-000000000000';

describe('${many}Service', () => {
  const withRows = async (count: number) => {
    const service = new ${many}Service(${inMemory}());
    for (let row = 0; row < count; row += 1) await service.create(sample${one}());
    return service;
  };

  it('finds what it created', async () => {
    const service = await withRows(0);
    const created = await service.create(sample${one}());
    assert.deepEqual(await service.find(created.id), created);
  });

  it('lists page by page', async () => {
    const service = await withRows(3);
    const query = Object.assign(new List${many}Query(), { _limit: 2, _offset: 2 });
    const page = await service.list(query);
    assert.equal(page.total, 3);
    assert.equal(page.items.length, 1);
  });

  it('keeps what an update does not name', async () => {
    const service = await withRows(0);
    const created = await service.create(sample${one}());
    const updated = await service.update(created.id, {});
    assert.deepEqual({ ...updated, updatedAt: created.updatedAt }, created);
  });

  it('says so when there is no such ${words}', async () => {
    const service = await withRows(1);
    await assert.rejects(() => service.find(MISSING), NotFoundException);
    await assert.rejects(() => service.update(MISSING, {}), NotFoundException);
    await assert.rejects(() => service.delete(MISSING), NotFoundException);
  });
});
`;
}

function controllerTest(entity: EntityModel, { one, many, variable, route, words }: EntityNames): string {
  const inMemory = `${variable}InMemory`;
  const first = entity.fields.find((field) => field.required && field.type !== 'json');
  const incomplete = first
    ? `
  it('refuses ${withArticle(words)} without ${propertyName(first)}', async () => {
    const { ${propertyName(first)}: _, ...rest } = sample${one}();
    assert.equal((await api.send('POST', '/api/${route}', rest)).status, 400);
  });
`
    : '';
  return `import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startApi, type TestApi } from '../testing/start-api';
import { ${many}Controller } from './${route}.controller';
import { ${inMemory}, sample${one} } from './${route}.fixture';
import { ${many}Repository } from './${route}.repository';
import { ${many}Service } from './${route}.service';

const MISSING = '/api/${route}/00000000-0000-4000-8000-000000000000';

describe('${many}Controller', () => {
  let api: TestApi;

  before(async () => {
    api = await startApi({
      controllers: [${many}Controller],
      providers: [${many}Service, { provide: ${many}Repository, useValue: ${inMemory}() }],
    });
  });

  after(() => api.close());

  it('creates, reads, changes, lists and deletes', async () => {
    const created = await api.send('POST', '/api/${route}', sample${one}());
    assert.equal(created.status, 201);
    const path = \`/api/${route}/\${created.body.id}\`;

    assert.deepEqual((await api.send('GET', path)).body, created.body);
    assert.equal((await api.send('PATCH', path, sample${one}())).status, 200);
    assert.equal((await api.send('GET', '/api/${route}?_limit=1')).body.total, 1);
    assert.equal((await api.send('DELETE', path)).status, 204);
    assert.equal((await api.send('GET', path)).status, 404);
  });
${incomplete}
  it('refuses what it does not know', async () => {
    const body = { ...sample${one}(), _unknown: true };
    assert.equal((await api.send('POST', '/api/${route}', body)).status, 400);
    assert.equal((await api.send('GET', '/api/${route}?_unknown=true')).status, 400);
    assert.equal((await api.send('GET', '/api/${route}/not-an-id')).status, 400);
  });

  it('answers 404 for a row that is not there', async () => {
    assert.equal((await api.send('GET', MISSING)).status, 404);
    assert.equal((await api.send('PATCH', MISSING, {})).status, 404);
    assert.equal((await api.send('DELETE', MISSING)).status, 404);
  });
});
`;
}
