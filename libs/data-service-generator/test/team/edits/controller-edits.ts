import type { TeamEdit } from '../draft';

const ORDERS = 'src/orders/orders.controller.ts';
const PRODUCTS = 'src/products/products.controller.ts';
const CUSTOMERS = 'src/customers/customers.controller.ts';
const CATEGORIES = 'src/categories/categories.controller.ts';
const ITEMS = 'src/order-items/order-items.controller.ts';
const CALLER = "{ type Caller } from '../generated/auth/caller.js'";

/** Routes that a team adds to those of the model. */
export const CONTROLLER_EDITS: readonly TeamEdit[] = [
  {
    name: 'a route for who may update',
    uses: ['Order', 'OrderStatus.paid'],
    make(draft) {
      draft.replace(ORDERS, '{ Controller }', '{ Controller, HttpCode, Param, Post }');
      draft.imports(
        ORDERS,
        CALLER,
        "{ Allowed, CallerOf } from '../generated/auth/decorators.js'",
        "{ OrderKey } from '../generated/orders/dto/order.key.js'",
        "{ ordersPermissions } from '../generated/permissions.js'",
      );
      draft.members(
        ORDERS,
        `  /** Money has come. */
  @Post(':id/pay')
  @HttpCode(204)
  @Allowed(ordersPermissions, 'update')
  async pay(@Param() key: OrderKey, @CallerOf() caller: Caller): Promise<void> {
    await this.service.update(key, { status: 'paid' }, caller);
  }
`,
      );
    },
  },
  {
    name: 'a route for everybody who is signed in',
    make(draft) {
      draft.replace(ORDERS, '{ Controller }', '{ Controller, Get }');
      draft.imports(ORDERS, CALLER, "{ CallerOf, SignedIn } from '../generated/auth/decorators.js'");
      draft.members(
        ORDERS,
        `  @Get('of/me')
  @SignedIn()
  mine(@CallerOf() caller: Caller): { subject: string } {
    return { subject: caller.subject };
  }
`,
      );
    },
  },
  {
    name: 'a public route',
    make(draft) {
      draft.replace(PRODUCTS, '{ Controller }', '{ Controller, Get }');
      draft.imports(PRODUCTS, "{ Public } from '../generated/auth/decorators.js'");
      draft.members(
        PRODUCTS,
        `  @Get('words/of-the-day')
  @Public()
  words(): { words: string } {
    return { words: 'Buy now' };
  }
`,
      );
    },
  },
  {
    name: 'a header in answers of the model',
    uses: ['Product'],
    make(draft) {
      draft.replace(PRODUCTS, '{ Controller }', '{ Controller, Delete, Header, HttpCode, Param }');
      draft.imports(
        PRODUCTS,
        CALLER,
        "{ Allowed, CallerOf } from '../generated/auth/decorators.js'",
        "{ IfMatch } from '../generated/http/etag.js'",
        "{ productsPermissions } from '../generated/permissions.js'",
        "{ ProductKey } from '../generated/products/dto/product.key.js'",
      );
      draft.members(
        PRODUCTS,
        `  @Delete(':id')
  @HttpCode(204)
  @Header('x-gone', 'yes')
  @Allowed(productsPermissions, 'delete')
  override delete(
    @Param() key: ProductKey,
    @IfMatch() ifMatch: string | undefined,
    @CallerOf() caller: Caller,
  ): Promise<void> {
    return super.delete(key, ifMatch, caller);
  }
`,
      );
    },
  },
  {
    name: 'a route with a body of its own',
    make(draft) {
      draft.create(
        'src/customers/dto/greeting.dto.ts',
        `import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';

export class GreetingDto {
  @ApiProperty({ type: String, maxLength: 200 })
  @IsString()
  @MaxLength(200)
  text!: string;
}
`,
      );
      draft.replace(CUSTOMERS, '{ Controller }', '{ Body, Controller, Post }');
      draft.imports(
        CUSTOMERS,
        "{ SignedIn } from '../generated/auth/decorators.js'",
        "{ GreetingDto } from './dto/greeting.dto.js'",
      );
      draft.members(
        CUSTOMERS,
        `  @Post('greetings/all')
  @SignedIn()
  greet(@Body() greeting: GreetingDto): GreetingDto {
    return greeting;
  }
`,
      );
    },
  },
  {
    name: 'an interceptor on a controller',
    make(draft) {
      draft.create(
        'src/customers/slow.interceptor.ts',
        `import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { type Observable, tap } from 'rxjs';

@Injectable()
export class SlowInterceptor implements NestInterceptor {
  private slow = 0;

  intercept(_context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const begun = Date.now();
    return next.handle().pipe(tap(() => (this.slow += Date.now() - begun > 1000 ? 1 : 0)));
  }
}
`,
      );
      draft.replace(CUSTOMERS, '{ Controller }', '{ Controller, UseInterceptors }');
      draft.imports(CUSTOMERS, "{ SlowInterceptor } from './slow.interceptor.js'");
      draft.replace(CUSTOMERS, '@Controller(', '@UseInterceptors(SlowInterceptor)\n@Controller(');
    },
  },
  {
    name: 'another service in a controller',
    uses: ['Product'],
    make(draft) {
      draft.replace(CATEGORIES, '{ Controller }', '{ Controller, Get }');
      draft.imports(
        CATEGORIES,
        CALLER,
        "{ CallerOf, SignedIn } from '../generated/auth/decorators.js'",
        "{ ProductsRepository } from '../generated/products/repository.js'",
      );
      draft.injects(CATEGORIES, 'private readonly products: ProductsRepository');
      draft.members(
        CATEGORIES,
        `  @Get(':id/first-of/:product')
  @SignedIn()
  async first(@CallerOf() caller: Caller): Promise<boolean> {
    return (await this.products.find({ id: '018f4f2e-0000-7000-8000-000000000000' }, caller)) !== undefined;
  }
`,
      );
    },
  },
  {
    name: 'mark a controller as old',
    make(draft) {
      draft.imports(ITEMS, "{ ApiTags } from '@nestjs/swagger'");
      draft.replace(ITEMS, '@Controller(', "@ApiTags('old')\n@Controller(");
    },
  },
];
