/** Models from Prisma schemas and from PostgreSQL, and back. */
export interface ModelExchange {
  readonly name: string;
}
