import type { ServicePlan } from '../plan/service-plan';
import { file, type GeneratedFile } from '../render/generated-file';
import { list } from '../render/layout';
import { openApi } from './texts/open-api-file';

/** The entry points and what puts the modules together. */
export function appFiles(plan: ServicePlan): GeneratedFile[] {
  return [
    file('src/main.ts', MAIN),
    file('src/migrate.ts', MIGRATE),
    file('src/config.ts', CONFIG),
    file('src/app.module.ts', appModule(plan)),
    file('src/common/set-up-app.ts', SET_UP_APP),
    file('src/common/open-api.ts', openApi(plan.model)),
  ];
}

const MAIN = `import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';
import { serveOpenApi } from './common/open-api';
import { setUpApp } from './common/set-up-app';
import { readConfig } from './config';

async function main(): Promise<void> {
  const app = await NestFactory.create(AppModule);
  setUpApp(app);
  serveOpenApi(app);
  app.enableShutdownHooks();
  await app.listen(readConfig().port);
  Logger.log(\`Listening on \${await app.getUrl()}, documentation at /api/docs\`);
}

void main();
`;

const MIGRATE = `import { readConfig } from './config';
import { migrate } from './database/migrate';

migrate(readConfig().databaseUrl).then(
  (names) => console.log(names.length === 0 ? 'The database is up to date.' : \`Ran \${names.join(', ')}.\`),
  (error) => {
    console.error(error);
    process.exitCode = 1;
  },
);
`;

const CONFIG = `import { existsSync } from 'node:fs';

export interface Config {
  /** Port of the HTTP server; 0 is any free one. */
  port: number;
  databaseUrl: string;
}

/** The settings from the environment and, where there is one, from the file \`.env\`. */
export function readConfig(): Config {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const port = Number(process.env.PORT ?? 3000);
  const databaseUrl = process.env.DATABASE_URL;
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('PORT must be a port number.');
  if (!databaseUrl) throw new Error('DATABASE_URL is not set. See .env.example.');
  return { port, databaseUrl };
}
`;

function appModule({ entities }: ServicePlan): string {
  const modules = entities.map(({ names: { module, folder } }) => ({
    name: module,
    from: `./${folder}/${folder}.module`,
  }));
  const imports = [
    ...modules,
    { name: 'DatabaseModule', from: './database/database.module' },
    { name: 'HealthModule', from: './health/health.module' },
  ].sort((a, b) => (a.from < b.from ? -1 : 1));
  const names = ['DatabaseModule', 'HealthModule', ...modules.map(({ name }) => name)];
  return `import { Module } from '@nestjs/common';
${imports.map(({ name, from }) => `import { ${name} } from '${from}';\n`).join('')}
@Module({
${list('imports: [', names, '],', { indent: '  ' })}
})
export class AppModule {}
`;
}

const SET_UP_APP = `import { INestApplication } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { DatabaseErrorFilter } from '../database/database-error.filter';
import { InputPipe } from './input.pipe';

/** What the running service and its tests have in common. */
export function setUpApp(app: INestApplication): void {
  app.setGlobalPrefix('api', { exclude: ['health'] });
  app.useGlobalPipes(new InputPipe());
  app.useGlobalFilters(new DatabaseErrorFilter(app.get(HttpAdapterHost).httpAdapter));
}
`;
