import type { EntityContext } from '../entity-files/context';
import { Imports } from '../render/imports';
import { missingPath } from './samples';

/** The test of a service, on rows in memory. */
export function serviceTest(context: EntityContext): string {
  const { names, key } = context;
  const imports = new Imports();
  imports.add('node:test', 'describe', 'it');
  imports.add(`./dto/list-${names.folder}.query`, names.query);
  imports.add(`./${names.folder}.fixture`, names.inMemory, names.sample);
  imports.add(`./${names.folder}.service`, names.service);
  const keyed = key.length === 0 ? '' : keyTests(context, imports);
  return `import assert from 'node:assert/strict';
${imports.toString()}
describe('${names.service}', () => {
  const withRows = async (count: number) => {
    const service = new ${names.service}(${names.inMemory}());
    for (let row = 0; row < count; row += 1) await service.create(${names.sample}());
    return service;
  };

  it('lists page by page', async () => {
    const service = await withRows(3);
    const query = Object.assign(new ${names.query}(), { _limit: 2, _offset: 2 });
    const page = await service.list(query);
    assert.equal(page.total, 3);
    assert.equal(page.items.length, 1);
  });
${keyed}});
`;
}

function keyTests({ names, key }: EntityContext, imports: Imports): string {
  const isKnown = missingPath(key) !== null;
  const missing = key.map(({ property, code }) => `${property}: ${code.samples?.[1] ?? "'x'"}`).join(', ');
  if (isKnown) {
    imports.add('@nestjs/common', 'NotFoundException');
    imports.add(`./dto/${names.file}.key`, `type ${names.key}`);
  }
  const notFound = `
  it('says so when there is no such ${names.words}', async () => {
    const service = await withRows(1);
    const missing: ${names.key} = { ${missing} };
    await assert.rejects(() => service.find(missing), NotFoundException);
    await assert.rejects(() => service.update(missing, {}), NotFoundException);
    await assert.rejects(() => service.delete(missing), NotFoundException);
  });
`;
  return `
  it('finds what it created', async () => {
    const service = await withRows(0);
    const created = await service.create(${names.sample}());
    assert.deepEqual(await service.find(created), created);
  });

  it('keeps what an update does not name', async () => {
    const service = await withRows(0);
    const created = { ...(await service.create(${names.sample}())) };
    assert.deepEqual(await service.update(created, {}), created);
  });
${isKnown ? notFound : ''}`;
}
