import { sampleModel } from '../sample/sample-model';
import { sampleFiles } from '../sample/sample-files.fixture';
import { generate } from '../generate';

it.each([
  'src/main.ts',
  'src/app.module.ts',
  'src/orders/orders.table.ts',
  'src/orders/orders.service.ts',
  'src/orders/orders.controller.ts',
  'src/orders/orders.module.ts',
])('%s of the sample reads like this', (path) => {
  expect(sampleFiles().get(path)).toMatchSnapshot();
});

it('gives the team every file below src/ that is not below src/generated/, each with a key of its own', () => {
  const files = generate(sampleModel());
  const code = files.filter(({ path }) => path.startsWith('src/'));
  for (const { path, once } of code) expect([path, once ?? false]).toEqual([path, !isGenerated(path)]);
  const keys = code.flatMap(({ key }) => key ?? []);
  expect(keys).toHaveLength(code.filter(({ path }) => !isGenerated(path)).length);
  expect(new Set(keys).size).toBe(keys.length);
});

it('changes no file of the team when the model gets a field, an index, a role or a relation', () => {
  const before = new Map(ofTeam(sampleModel()));
  const model = sampleModel();
  const [customer, , , order] = model.entities;
  const [field] = customer?.fields.filter(({ name }) => name === 'phone') ?? [];
  if (!customer || !order || !field) throw new Error('The sample has no customer with a phone any more.');
  customer.fields.push({ ...field, id: 'vat', name: 'vatNumber' });
  customer.indexes.push({ ...(order.indexes[1] ?? fail()), id: 'by-phone', parts: [partOf('phone')] });
  model.roles.push({ id: 'auditor', name: 'auditor', description: '' });
  customer.access.push({ roleId: 'auditor', actions: ['list'], rows: 'all' });
  const [relation] = order.relations;
  if (relation)
    order.relations.push({
      ...relation,
      id: 'payer',
      name: 'payer',
      inverse: { name: 'paid', description: '' },
    });
  expect(ofTeam(model)).toEqual([...before]);
});

const isGenerated = (path: string) => path.startsWith('src/generated/');

const ofTeam = (model: ReturnType<typeof sampleModel>) =>
  generate(model).flatMap(({ path, content }): [string, string][] =>
    path.startsWith('src/') && !isGenerated(path) ? [[path, content]] : [],
  );

const partOf = (fieldId: string) => ({
  fieldId,
  expression: null,
  descending: false,
  nulls: null,
  operatorClass: null,
});

function fail(): never {
  throw new Error('The sample has no index over two fields any more.');
}
