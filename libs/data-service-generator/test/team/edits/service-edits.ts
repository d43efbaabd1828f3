import type { TeamEdit } from '../draft';

const ORDERS = 'src/orders/orders.service.ts';
const PRODUCTS = 'src/products/products.service.ts';
const CUSTOMERS = 'src/customers/customers.service.ts';
const CATEGORIES = 'src/categories/categories.service.ts';
const ITEMS = 'src/order-items/order-items.service.ts';
const CALLER = "{ type Caller } from '../generated/auth/caller.js'";
const PROBLEM = "{ Problem } from '../generated/http/problem.js'";

/** Rules that a team puts into its services. */
export const SERVICE_EDITS: readonly TeamEdit[] = [
  {
    name: 'refuse orders of the future',
    uses: ['Order', 'Order.placedAt'],
    make(draft) {
      draft.imports(
        ORDERS,
        CALLER,
        PROBLEM,
        "{ type CreateOrderDto } from '../generated/orders/dto/create-order.dto.js'",
        "{ type OrderRow } from './orders.table.js'",
      );
      draft.members(
        ORDERS,
        `  override async create(values: CreateOrderDto, caller: Caller): Promise<OrderRow> {
    if (values.placedAt !== undefined && Date.parse(values.placedAt) > Date.now())
      throw new Problem('VALUE_REFUSED', 'An order cannot be of the future.');
    return super.create(values, caller);
  }
`,
      );
    },
  },
  {
    name: 'keep what was shipped',
    uses: ['Order', 'Order.shippedAt'],
    make(draft) {
      draft.imports(ORDERS, CALLER, PROBLEM, "{ type OrderKey } from '../generated/orders/dto/order.key.js'");
      draft.members(
        ORDERS,
        `  override async delete(key: OrderKey, caller: Caller, ifMatch?: string): Promise<void> {
    const order = await this.find(key, caller);
    if (order.shippedAt !== null) throw new Problem('CLASH', 'What was shipped is kept.');
    await super.delete(key, caller, ifMatch);
  }
`,
      );
    },
  },
  {
    name: 'ask the products from the orders',
    uses: ['Product', 'Product.stock'],
    make(draft) {
      draft.imports(ORDERS, CALLER, "{ ProductsService } from '../products/products.service.js'");
      draft.injects(ORDERS, 'private readonly products: ProductsService');
      draft.members(
        ORDERS,
        `  async isInStock(id: string, caller: Caller): Promise<boolean> {
    return (await this.products.find({ id }, caller)).stock > 0;
  }
`,
      );
      draft.imports(
        'src/orders/orders.module.ts',
        "{ ProductsModule } from '../products/products.module.js'",
      );
      draft.replace(
        'src/orders/orders.module.ts',
        '  providers:',
        '  imports: [ProductsModule],\n  providers:',
      );
    },
  },
  {
    name: 'pay an order by the service itself',
    uses: ['OrderStatus.paid'],
    make(draft) {
      draft.imports(ORDERS, "{ theService } from '../generated/auth/caller.js'");
      draft.members(
        ORDERS,
        `  async markPaid(id: string): Promise<void> {
    await this.update({ id }, { status: 'paid' }, theService);
  }
`,
      );
    },
  },
  {
    name: 'tell which orders are closed',
    uses: ['OrderStatus.cancelled'],
    make: (draft) =>
      draft.members(
        ORDERS,
        `  isClosed(order: Awaited<ReturnType<this['find']>>): boolean {
    return order.status === 'cancelled' || order.status === 'shipped';
  }
`,
      ),
  },
  {
    name: 'delete the comment of a service',
    make: (draft) => draft.replace(ORDERS, /\/\*\* The rules.*\n/, ''),
  },
  {
    name: 'refuse to halve a price',
    uses: ['Product', 'Product.price'],
    make(draft) {
      draft.imports(
        PRODUCTS,
        CALLER,
        PROBLEM,
        "{ type ProductKey } from '../generated/products/dto/product.key.js'",
        "{ type UpdateProductDto } from '../generated/products/dto/update-product.dto.js'",
        "{ type ProductRow } from './products.table.js'",
      );
      draft.members(
        PRODUCTS,
        `  override async update(
    key: ProductKey,
    values: UpdateProductDto,
    caller: Caller,
    ifMatch?: string,
  ): Promise<ProductRow> {
    const before = await this.find(key, caller);
    if (values.price !== undefined && Number(values.price) < Number(before.price) / 2)
      throw new Problem('VALUE_REFUSED', 'Nothing is sold at less than half of its price.');
    return super.update(key, values, caller, ifMatch);
  }
`,
      );
    },
  },
  {
    name: 'list only what is in stock',
    uses: ['Product', 'Product.stock'],
    make(draft) {
      draft.imports(
        PRODUCTS,
        "{ and, gt, type SQL } from 'drizzle-orm'",
        CALLER,
        "{ type Page } from '../generated/database/list-query.js'",
        "{ type ListRequest } from '../generated/http/list/request.js'",
        "{ productsTable, type ProductRow } from './products.table.js'",
      );
      draft.members(
        PRODUCTS,
        `  override list(request: ListRequest, caller: Caller, within?: SQL): Promise<Page<ProductRow>> {
    return super.list(request, caller, and(within, gt(productsTable.stock, 0)));
  }
`,
      );
    },
  },
  {
    name: 'present products in capitals',
    uses: ['Product', 'Product.name'],
    make(draft) {
      draft.imports(
        PRODUCTS,
        CALLER,
        "{ type ProductDto } from '../generated/products/dto/product.dto.js'",
        "{ type ProductRow } from './products.table.js'",
      );
      draft.members(
        PRODUCTS,
        `  override async present(
    rows: readonly ProductRow[],
    caller: Caller,
    include: readonly string[] = [],
  ): Promise<ProductDto[]> {
    const shown = await super.present(rows, caller, include);
    return shown.map((product) => ({ ...product, name: product.name.toUpperCase() }));
  }
`,
      );
    },
  },
  {
    name: 'indent a service by four spaces',
    make: (draft) => draft.rewrite(PRODUCTS, (text) => text.replace(/^( +)/gm, '$1$1')),
  },
  {
    name: 'write addresses in small letters',
    uses: ['Customer', 'Customer.email'],
    make(draft) {
      draft.imports(
        CUSTOMERS,
        CALLER,
        "{ type CreateCustomerDto } from '../generated/customers/dto/create-customer.dto.js'",
        "{ type CustomerRow } from './customers.table.js'",
      );
      draft.members(
        CUSTOMERS,
        `  override create(values: CreateCustomerDto, caller: Caller): Promise<CustomerRow> {
    return super.create({ ...values, email: values.email.toLowerCase() }, caller);
  }
`,
      );
    },
  },
  {
    name: 'show no whole phone number',
    uses: ['Customer', 'Customer.phone'],
    make(draft) {
      draft.imports(
        CUSTOMERS,
        CALLER,
        "{ type CustomerDto } from '../generated/customers/dto/customer.dto.js'",
        "{ type CustomerRow } from './customers.table.js'",
      );
      draft.members(
        CUSTOMERS,
        `  override async presentOne(
    row: CustomerRow,
    caller: Caller,
    include: readonly string[] = [],
  ): Promise<CustomerDto> {
    const shown = await super.presentOne(row, caller, include);
    return { ...shown, phone: shown.phone?.slice(-4) ?? null };
  }
`,
      );
    },
  },
  {
    name: 'count customers by SQL',
    uses: ['Customer'],
    make(draft) {
      draft.imports(
        CUSTOMERS,
        "{ Database } from '../generated/database/database.js'",
        "{ customersTable } from './customers.table.js'",
      );
      draft.injects(CUSTOMERS, 'private readonly database: Database');
      draft.members(
        CUSTOMERS,
        `  count(): Promise<number> {
    return this.database.drizzle.$count(customersTable);
  }
`,
      );
    },
  },
  {
    name: 'move rules into a file beside',
    make(draft) {
      draft.create(
        'src/customers/customers.rules.ts',
        `import { Problem } from '../generated/http/problem.js';

/** A customer has a first and a last name. */
export function refuseShortName(name: string): void {
  if (!name.includes(' ')) throw new Problem('VALUE_REFUSED', 'A name has two parts.');
}
`,
      );
      draft.imports(CUSTOMERS, "{ refuseShortName } from './customers.rules.js'");
      draft.members(
        CUSTOMERS,
        `  checkName(name: string): void {
    refuseShortName(name);
  }
`,
      );
    },
  },
  {
    name: 'delete in one transaction',
    uses: ['Category'],
    make(draft) {
      draft.imports(
        CATEGORIES,
        CALLER,
        "{ Database } from '../generated/database/database.js'",
        "{ type CategoryKey } from '../generated/categories/dto/category.key.js'",
      );
      draft.injects(CATEGORIES, 'private readonly database: Database');
      draft.members(
        CATEGORIES,
        `  override delete(key: CategoryKey, caller: Caller, ifMatch?: string): Promise<void> {
    return this.database.transaction(() => super.delete(key, caller, ifMatch));
  }
`,
      );
    },
  },
  {
    name: 'log from a service',
    make(draft) {
      draft.replace(CATEGORIES, '{ Injectable }', '{ Injectable, Logger, type OnModuleInit }');
      draft.replace(
        CATEGORIES,
        'ServiceBase {',
        'ServiceBase implements OnModuleInit {\n  private readonly log = new Logger(CategoriesService.name);\n',
      );
      draft.members(CATEGORIES, `  onModuleInit(): void {\n    this.log.log('ready');\n  }\n`);
    },
  },
  {
    name: 'refuse many pieces of one product',
    uses: ['OrderItem', 'OrderItem.quantity'],
    make(draft) {
      draft.imports(
        ITEMS,
        CALLER,
        PROBLEM,
        "{ type CreateOrderItemDto } from '../generated/order-items/dto/create-order-item.dto.js'",
        "{ type OrderItemRow } from './order-items.table.js'",
      );
      draft.members(
        ITEMS,
        `  override create(values: CreateOrderItemDto, caller: Caller): Promise<OrderItemRow> {
    const most: number = 100;
    const quantity: number = values.quantity ?? 1;
    if (quantity > most) throw new Problem('VALUE_REFUSED', 'At most 100 pieces of one product.');
    return super.create(values, caller);
  }
`,
      );
    },
  },
  {
    name: 'explain a service',
    make: (draft) =>
      draft.replace(ITEMS, '/** The rules of your own', '/** Lines of orders. The rules of our own'),
  },
];
