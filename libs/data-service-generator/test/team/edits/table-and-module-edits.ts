import type { TeamEdit } from '../draft';

const module = (folder: string) => `src/${folder}/${folder}.module.ts`;
const table = (folder: string) => `src/${folder}/${folder}.table.ts`;

/** Columns and providers of a team's own. */
export const TABLE_AND_MODULE_EDITS: readonly TeamEdit[] = [
  {
    name: 'a column of its own',
    make(draft) {
      draft.imports(table('products'), "{ text } from 'drizzle-orm/pg-core'");
      draft.replace(table('products'), 'Columns,\n}', "Columns,\n  warehouse: text('warehouse'),\n}");
      draft.create('migrations/9000_warehouse.sql', 'ALTER TABLE products ADD COLUMN warehouse text;\n');
    },
  },
  {
    name: 'a column of its own that has a default',
    make(draft) {
      draft.imports(table('customers'), "{ integer } from 'drizzle-orm/pg-core'");
      draft.replace(
        table('customers'),
        'Columns,\n}',
        "Columns,\n  points: integer('points').notNull().default(0),\n}",
      );
      draft.create(
        'migrations/9001_points.sql',
        'ALTER TABLE customers ADD COLUMN points integer NOT NULL DEFAULT 0;\n',
      );
    },
  },
  {
    name: 'an index in a table',
    uses: ['Order.placedAt'],
    make(draft) {
      draft.imports(table('orders'), "{ index } from 'drizzle-orm/pg-core'");
      draft.replace(
        table('orders'),
        'Columns,\n})',
        "Columns,\n}, (table) => [index('by_month').on(table.placedAt)])",
      );
    },
  },
  {
    name: 'a type beside a table',
    uses: ['Category'],
    make: (draft) =>
      draft.rewrite(
        table('categories'),
        (text) =>
          `${text}\n/** What others need to know. */\nexport type CategoryName = Pick<CategoryRow, 'id' | 'name'>;\n`,
      ),
  },
  {
    name: 'shorten the comment of a table',
    make: (draft) => draft.replace(table('order-items'), / A column of your own[\s\S]*?\n \*\//, '\n */'),
  },
  {
    name: 'a provider in a module',
    make(draft) {
      draft.create(
        'src/orders/order-numbers.ts',
        `import { Injectable } from '@nestjs/common';

@Injectable()
export class OrderNumbers {
  private last = 0;

  next(): string {
    this.last += 1;
    return \`A-\${this.last}\`;
  }
}
`,
      );
      draft.imports(module('orders'), "{ OrderNumbers } from './order-numbers.js'");
      draft.replace(module('orders'), 'providers: [', 'providers: [OrderNumbers, ');
    },
  },
  {
    name: 'a module of its own beside',
    make(draft) {
      draft.create(
        'src/pricing/pricing.module.ts',
        `import { Module } from '@nestjs/common';

@Module({ providers: [{ provide: 'VAT', useValue: 0.19 }], exports: ['VAT'] })
export class PricingModule {}
`,
      );
      draft.imports(module('products'), "{ PricingModule } from '../pricing/pricing.module.js'");
      draft.replace(module('products'), '@Module({\n', '@Module({\n  imports: [PricingModule],\n');
    },
  },
  {
    name: 'a module of the model in another',
    uses: ['Order'],
    make(draft) {
      draft.replace(module('customers'), '{ Module }', '{ forwardRef, Module }');
      draft.imports(module('customers'), "{ OrdersModule } from '../orders/orders.module.js'");
      draft.replace(
        module('customers'),
        '@Module({\n',
        '@Module({\n  imports: [forwardRef(() => OrdersModule)],\n',
      );
    },
  },
  {
    name: 'a second controller',
    make(draft) {
      draft.create(
        'src/categories/shelves.controller.ts',
        `import { Controller, Get } from '@nestjs/common';
import { Public } from '../generated/auth/decorators.js';

@Controller('shelves')
export class ShelvesController {
  @Get()
  @Public()
  shelves(): string[] {
    return ['left', 'right'];
  }
}
`,
      );
      draft.imports(module('categories'), "{ ShelvesController } from './shelves.controller.js'");
      draft.replace(module('categories'), 'controllers: [', 'controllers: [ShelvesController, ');
    },
  },
  {
    name: 'a value for others',
    make(draft) {
      draft.replace(
        module('order-items'),
        'providers: [',
        "providers: [{ provide: 'CLOCK', useValue: Date.now }, ",
      );
      draft.replace(module('order-items'), 'exports: [', "exports: ['CLOCK', ");
    },
  },
  {
    name: 'line endings of Windows',
    make: (draft) => draft.rewrite(module('categories'), (text) => text.replaceAll('\n', '\r\n')),
  },
];
