import { sampleModel } from '@amplication/data-service-generator';
import { isRecord } from '@amplication/foundation';
import { Ajv } from 'ajv';
import { modelComponents } from './model-components';

const components = modelComponents();

/** Every part of a schema, however deep. */
function parts(value: unknown): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return [];
  return [{ ...value }, ...Object.values(value).flatMap(parts)];
}

const isNullableReference = (value: unknown): value is { oneOf: object[] } =>
  isRecord(value) && value.nullable === true && Array.isArray(value.oneOf);

describe('the parts of a model in the document of the API', () => {
  it('have names wherever they have properties, and refer to what is there', () => {
    const unnamed = Object.values(components).flatMap(({ properties }) =>
      parts(properties).filter((part) => part.properties !== undefined && part.type === 'object'),
    );
    expect(unnamed).toEqual([]);
    const references = parts(components).flatMap(({ $ref }) => (typeof $ref === 'string' ? [$ref] : []));
    const names = references.map((reference) => reference.replace('#/components/schemas/', ''));
    expect(names.filter((name) => !(name in components))).toEqual([]);
    expect(new Set([...names, 'ServiceModel'])).toEqual(new Set(Object.keys(components)));
  });

  it('are in the dialect of OpenAPI 3.0, which knows no constants and no type of null', () => {
    const all = parts(components);
    expect(all.filter(({ type }) => Array.isArray(type) || type === 'null')).toEqual([]);
    expect(all.filter((part) => 'const' in part || 'patternProperties' in part)).toEqual([]);
  });

  it('accept a model, and refuse what is none', () => {
    // Ajv takes `nullable` beside a type only.
    const schemas: object = JSON.parse(JSON.stringify(components), (_key, value: unknown) =>
      isNullableReference(value) ? { oneOf: [...value.oneOf, { type: 'null' }] } : value,
    );
    const ajv = new Ajv({ strict: false }).addSchema({ $id: 'api', components: { schemas } });
    const isModel = ajv.compile({ $ref: 'api#/components/schemas/ServiceModel' });
    const model = sampleModel();
    expect([isModel(model), isModel.errors]).toEqual([true, null]);
    const [entity] = model.entities;
    for (const wrong of [
      { ...model, version: 1 },
      { ...model, more: true },
      { ...model, entities: [{ ...entity, fields: [{ ...entity?.fields[0], type: 'money' }] }] },
      { ...model, entities: [{ ...entity, key: 'id' }] },
    ])
      expect(isModel(wrong)).toBe(false);
  });
});
