import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Answer, DeliveredService } from './delivered-service';
import { expectThat, type Steps } from './steps';

const SERVICE = 'src/customers/customers.service.ts';

/** A rule that a team adds to a service: addresses of customers are kept in small letters. */
export async function addRule(folder: string): Promise<void> {
  const path = join(folder, SERVICE);
  const text = await readFile(path, 'utf8');
  const imports = `import { type Caller } from '../generated/auth/caller.js';
import { type CreateCustomerDto } from '../generated/customers/dto/create-customer.dto.js';
import { type CustomerRow } from './customers.table.js';
`;
  const rule = `
  /** Written by hand: two spellings of one address are one customer. */
  override create(values: CreateCustomerDto, caller: Caller): Promise<CustomerRow> {
    return super.create({ ...values, email: values.email.toLowerCase() }, caller);
  }
}
`;
  await writeFile(path, `${imports}${text.replace(/\}\n$/, rule)}`);
}

/** Runs what was delivered, and asks it what a reviewer would: who may in, who may what, lists, and the rule of the team. */
export async function tryDelivered(steps: Steps, folder: string): Promise<void> {
  const service = await steps.run('Build, migrate and start the delivered service', () =>
    DeliveredService.start(folder),
  );
  try {
    await steps.run('Ask without a token', () => expectStatus(service.request('GET', 'products'), 401), said);
    const guest = await service.token('guest');
    const pen = { sku: 'P-1', name: 'Pen', price: '1.50' };
    await steps.run(
      'Make a product with a role that may not',
      () => expectStatus(service.request('POST', 'products', guest, pen), 403),
      said,
    );
    const admin = await service.token('admin');
    await steps.run(
      'List the products that cost at least 10, the dearest first',
      async () => {
        for (const product of [
          pen,
          { sku: 'D-1', name: 'Desk', price: '149.00' },
          { sku: 'L-1', name: 'Lamp', price: '39.90' },
        ])
          await expectStatus(service.request('POST', 'products', admin, product), 201);
        const { body } = await service.request('GET', 'products?price.gte=10&_sort=-price', guest);
        const names = namesOf(body);
        expectThat(names.join() === 'Desk,Lamp', `the list is ${names.join(', ')}`);
        return names;
      },
      (names) => names.join(', '),
    );
    await steps.run(
      "See that the team's rule is there after two builds",
      async () => {
        const customer = { name: 'Ada', email: 'Ada@Example.com' };
        const { body } = await expectStatus(service.request('POST', 'customers', admin, customer), 201);
        const email = body !== null && typeof body === 'object' && 'email' in body ? body.email : null;
        expectThat(email === 'ada@example.com', `the address is kept as ${String(email)}`);
        return email;
      },
      String,
    );
  } finally {
    await service.stop();
  }
}

async function expectStatus(answered: Promise<Answer>, status: number): Promise<Answer> {
  const answer = await answered;
  expectThat(answer.status === status, `the answer is ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer;
}

const said = ({ status, body }: Answer): string => {
  const title = body !== null && typeof body === 'object' && 'title' in body ? String(body.title) : '';
  return `${status} ${title}`;
};

function namesOf(body: unknown): string[] {
  const items = body !== null && typeof body === 'object' && 'items' in body ? body.items : null;
  if (!Array.isArray(items)) throw new Error(`Not a list: ${JSON.stringify(body)}`);
  return items.map((item: unknown) =>
    item !== null && typeof item === 'object' && 'name' in item ? String(item.name) : '',
  );
}
