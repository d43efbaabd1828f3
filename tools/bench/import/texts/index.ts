import { largeModel } from '../../generator/large-model';
import { catalogueOf } from './catalogue';
import { prismaOf } from './prisma';
import { sqlOf } from './sql';
import { yamlOf } from './yaml';

/** Texts of so many tables in each of the formats that are imported. */
export const TEXTS = {
  sql: sqlOf,
  prisma: prismaOf,
  yaml: yamlOf,
  json: (entities: number) => JSON.stringify(largeModel(entities)),
  postgres: catalogueOf,
} as const;

export type TextFormat = keyof typeof TEXTS;
