import type { TeamEdit } from '../draft';

const APP = 'src/app.module.ts';
const MAIN = 'src/main.ts';

/** What a team does where the process begins, and beside what it was given. */
export const SERVICE_WIDE_EDITS: readonly TeamEdit[] = [
  {
    name: 'a module of its own in the service',
    make(draft) {
      draft.create(
        'src/reports/reports.module.ts',
        `import { Controller, Get, Module } from '@nestjs/common';
import { SignedIn } from '../generated/auth/decorators.js';

@Controller('reports')
export class ReportsController {
  @Get()
  @SignedIn()
  list(): string[] {
    return ['sales'];
  }
}

@Module({ controllers: [ReportsController] })
export class ReportsModule {}
`,
      );
      draft.imports(APP, "{ ReportsModule } from './reports/reports.module.js'");
      draft.replace(APP, '...MODULES', '...MODULES, ReportsModule');
    },
  },
  {
    name: 'middleware',
    make(draft) {
      draft.replace(APP, '{ Module }', '{ type MiddlewareConsumer, Module, type NestModule }');
      draft.imports(APP, "{ type NextFunction, type Request, type Response } from 'express'");
      draft.replace(
        APP,
        'AppModule {}',
        `AppModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer
      .apply((_request: Request, response: Response, next: NextFunction) => {
        response.setHeader('x-team', 'ours');
        next();
      })
      .forRoutes('*path');
  }
}`,
      );
    },
  },
  {
    name: 'an interceptor for all routes',
    make(draft) {
      draft.create(
        'src/stamp.interceptor.ts',
        `import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { type Observable } from 'rxjs';

@Injectable()
export class StampInterceptor implements NestInterceptor {
  intercept(_context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle();
  }
}
`,
      );
      draft.imports(
        APP,
        "{ APP_INTERCEPTOR } from '@nestjs/core'",
        "{ StampInterceptor } from './stamp.interceptor.js'",
      );
      draft.replace(
        APP,
        '[...MODULES] })',
        '[...MODULES], providers: [{ provide: APP_INTERCEPTOR, useClass: StampInterceptor }] })',
      );
    },
  },
  {
    name: 'the module of the service, line by line',
    make: (draft) =>
      draft.replace(
        APP,
        '{ imports: [...MODULES] }',
        '{\n  // Ours come first.\n  imports: [\n    ...MODULES,\n  ],\n}',
      ),
  },
  {
    name: 'something at the start',
    make(draft) {
      draft.replace(APP, '{ Module }', '{ Logger, Module, type OnApplicationBootstrap }');
      draft.replace(
        APP,
        'AppModule {}',
        `AppModule implements OnApplicationBootstrap {
  onApplicationBootstrap(): void {
    new Logger('shop').log('open');
  }
}`,
      );
    },
  },
  {
    name: 'a line before the start',
    make: (draft) => draft.replace(MAIN, '\nawait start', "\nprocess.env['TZ'] = 'UTC';\nawait start"),
  },
  {
    name: 'an import before all others',
    make(draft) {
      draft.create('src/early.ts', `process.title = 'shop';\n\nexport {};\n`);
      draft.rewrite(MAIN, (text) => `import './early.js';\n${text}`);
    },
  },
  {
    name: 'a last word of the process',
    make: (draft) =>
      draft.rewrite(
        MAIN,
        (text) => `${text}\nprocess.once('exit', (code) => process.stderr.write(\`\${code}\\n\`));\n`,
      ),
  },
  {
    name: 'a helper for many',
    make: (draft) =>
      draft.create(
        'src/shared/money.ts',
        `/** Cents of a decimal that the API writes. */
export const cents = (amount: string): bigint => BigInt(amount.replace('.', ''));
`,
      ),
  },
  {
    name: 'a report of its own',
    uses: ['Product', 'Product.price'],
    make: (draft) =>
      draft.create(
        'src/products/products.report.ts',
        `import { Injectable } from '@nestjs/common';
import { desc } from 'drizzle-orm';
import { Database } from '../generated/database/database.js';
import { productsTable } from './products.table.js';

@Injectable()
export class ProductsReport {
  constructor(private readonly database: Database) {}

  dearest() {
    return this.database.drizzle.select().from(productsTable).orderBy(desc(productsTable.price)).limit(10);
  }
}
`,
      ),
  },
  {
    name: 'a test',
    make: (draft) =>
      draft.create(
        'test/problems.test.ts',
        `import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Problem } from '../src/generated/http/problem.js';

it('keeps the code of a problem', () => {
  assert.equal(new Problem('CLASH').code, 'CLASH');
});
`,
      ),
  },
  {
    name: 'a test of a rule',
    uses: ['Customer'],
    make: (draft) =>
      draft.create(
        'test/customers.test.ts',
        `import assert from 'node:assert/strict';
import { it } from 'node:test';
import { customersPermissions } from '../src/generated/permissions.js';
import { CustomersModule } from '../src/customers/customers.module.js';

it('is read by everybody', () => {
  assert.equal(customersPermissions.actions.read['*'], 'all');
  assert.equal(CustomersModule.name, 'CustomersModule');
});
`,
      ),
  },
  {
    name: 'a command of its own',
    make: (draft) =>
      draft.create(
        'src/commands/export.ts',
        `import { NestFactory } from '@nestjs/core';
import { AppModule } from '../app.module.js';
import { Database } from '../generated/database/database.js';

const app = await NestFactory.createApplicationContext(AppModule);
const { rows } = await app.get(Database).pool.query('SELECT 1 AS one');
process.stdout.write(\`\${rows.length}\\n\`);
await app.close();
`,
      ),
  },
];
