import type { ServiceModel } from '@amplication/service-model';
import { slug } from '../names/spelling';
import { oneLine } from '../render/escape';
import { file, type GeneratedFile } from '../render/generated-file';

/** Versions that were seen to install, compile and run together on Node.js 20, 22 and 24. */
const DEPENDENCIES = {
  '@bugsnag/cuid': '3.2.2',
  '@nestjs/common': '11.2.10',
  '@nestjs/core': '11.2.10',
  '@nestjs/platform-express': '11.2.10',
  '@nestjs/swagger': '11.4.0',
  '@paralleldrive/cuid2': '2.3.1',
  argon2: '0.44.0',
  'class-transformer': '0.5.1',
  'class-validator': '0.15.1',
  'drizzle-orm': '0.45.4',
  nanoid: '3.3.20',
  pg: '8.23.1',
  'postgres-array': '2.0.0',
  'reflect-metadata': '0.2.2',
  rxjs: '7.8.2',
  ulid: '3.0.2',
  uuid: '11.1.1',
};
const DEV_DEPENDENCIES = {
  '@nestjs/testing': '11.2.6',
  '@types/node': '20.19.43',
  '@types/pg': '8.23.1',
  typescript: '6.0.3',
};

/** What npm, TypeScript, Prettier and git read at the root of the service. */
export function projectFiles(model: ServiceModel): GeneratedFile[] {
  return [
    file('package.json', json(packageJson(model))),
    file('tsconfig.json', TSCONFIG),
    file('.prettierrc.json', '{ "singleQuote": true, "printWidth": 110 }\n'),
    // What each build writes anew keeps the form that it has there.
    file('.prettierignore', '.amplication/\n'),
    file('.gitignore', 'node_modules/\ndist/\n.env\n*.log\n'),
    file('.env.example', envExample(model)),
  ];
}

function packageJson(model: ServiceModel): object {
  return {
    name: slug(model.name),
    version: '0.1.0',
    private: true,
    description: oneLine(model.description) || oneLine(model.name),
    type: 'commonjs',
    engines: { node: '>=20.12' },
    scripts: {
      build: 'npm run clean && tsc',
      clean: 'node -e "fs.rmSync(\'dist\', { recursive: true, force: true })"',
      migrate: 'node dist/migrate.js',
      start: 'node dist/main.js',
      test: 'npm run build && node --test dist/*/*.test.js',
    },
    dependencies: DEPENDENCIES,
    devDependencies: DEV_DEPENDENCIES,
  };
}

const json = (value: object) => `${JSON.stringify(value, null, 2)}\n`;

const TSCONFIG = `{
  "compilerOptions": {
    "target": "ES2022",
    "module": "node20",
    "types": ["node"],
    "rootDir": "src",
    "outDir": "dist",
    "sourceMap": true,
    "strict": true,
    "noImplicitOverride": true,
    "noFallthroughCasesInSwitch": true,
    "experimentalDecorators": true,
    "emitDecoratorMetadata": true,
    "useDefineForClassFields": false,
    "skipLibCheck": true
  },
  "include": ["src"]
}
`;

/** The name of the database in the examples. */
export const databaseName = (model: ServiceModel) => slug(model.name).replaceAll('-', '_');

function envExample(model: ServiceModel): string {
  return `# Copy to .env. Variables of the process win over this file.
DATABASE_URL=postgresql://postgres:postgres@localhost:5432/${databaseName(model)}
PORT=3000
`;
}
