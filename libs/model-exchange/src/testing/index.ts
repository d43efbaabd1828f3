export { prismaScript } from '../prisma/testing/prisma-engine.fixture';
