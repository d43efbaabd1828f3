export { prismaScript } from '../prisma/testing/prisma-engine.fixture';
export { randomSchema as randomPrismaSchema } from '../prisma/testing/random-schema.fixture';
export { FULL_SCHEMA as FULL_PRISMA_SCHEMA } from '../prisma/testing/schemas.fixture';
