import { readPrisma } from './read-prisma';
import { statementsOf } from './testing/prisma-engine.fixture';
import { FULL_SCHEMA } from './testing/schemas.fixture';
import { writePrisma } from './write-prisma';

describe('a schema with something of everything', () => {
  it('loses nothing', async () => {
    expect((await readPrisma(FULL_SCHEMA)).losses).toEqual([]);
  });

  it('is the same model again after it was written', async () => {
    const { model } = await readPrisma(FULL_SCHEMA);
    expect((await readPrisma(writePrisma(model))).model).toEqual(model);
  });

  it('makes the same tables in Prisma after it was written', async () => {
    const { model } = await readPrisma(FULL_SCHEMA);
    const plain = FULL_SCHEMA.replace(/^.*url .*$/m, '');
    expect(await statementsOf(writePrisma(model))).toEqual(await statementsOf(plain));
  });
});
