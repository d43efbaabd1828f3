import { ModelTextError } from '../../errors';
import { readYaml } from '../read/read-yaml';

const MEGABYTE = 1024 * 1024;
const fill = (part: string, bytes = 10 * MEGABYTE - 200) => part.repeat(Math.floor(bytes / part.length));
const service = (more: string) => `service: Shop\nversion: 2\n${more}`;

/** What keeps a process busy is the library, which takes some microseconds for each token: a million are the most. */
describe('a text that means harm', () => {
  it.each([
    ['lists in lists', fill('[')],
    ['mappings in mappings', fill('{a: ')],
    ['lists in lists on a line', fill('- ')],
    ['keys of keys', fill('? ')],
    ['an anchor that holds itself', 'a: &a [*a]\n'],
    ['anchors without end', fill('- &a [*a]\n')],
    ['a very long key', `${fill('k')}: 1`],
    ['a text that does not end', `a: "${fill('k')}`],
    ['line breaks', fill('\n')],
    ['comments', fill('# x\n')],
    ['blanks', fill(' ')],
    ['tabs', fill('\t')],
    ['colons', fill(':')],
    ['steps to the right', Array.from({ length: 4_000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
    ['many keys', Array.from({ length: 20_000 }, (_, index) => `k${index}: 1`).join('\n')],
    ['many equal keys', 'a: 1\n'.repeat(20_000)],
    ['many entities of one name', service('---\nentity: a\n'.repeat(10_000))],
    ['many values of one name', service(`enums:\n  a:\n    values: [${'x, '.repeat(20_000)}]\n`)],
    ['many mistakes', 'a: b: c\n'.repeat(20_000)],
    ['a directive', '%YAML 1.1\n---\na: no\n'],
  ])('is refused soon: %s', (_what, text) => {
    const start = performance.now();
    let error: unknown;
    try {
      readYaml(text);
    } catch (thrown) {
      error = thrown;
    }
    const seconds = (performance.now() - start) / 1000;
    expect(error).toBeInstanceOf(ModelTextError);
    expect(seconds).toBeLessThan(20);
  });

  it('changes no object that it does not own', () => {
    const text = service(
      '---\nentity: __proto__\nfields:\n  constructor: text\n  __proto__: { polluted: 1 }\n',
    );
    expect(() => readYaml(text)).toThrow(/entity|Order|__proto__/);
    expect({}).not.toHaveProperty('polluted');
    expect(Object.prototype).not.toHaveProperty('type');
  });

  it('may copy by aliases, and not without end', () => {
    const laughs = Array.from({ length: 12 }, (_, level) =>
      level === 0 ? 'l0: &l0 [ha]' : `l${level}: &l${level} [${`*l${level - 1}, `.repeat(9)}]`,
    );
    expect(() => readYaml(laughs.join('\n'))).toThrow('aliases stand for too much');
    const { model } = readYaml(
      service(
        '---\nentity: A\nkey: [id]\nfields:\n  id: { type: uuid, required: true }\n  a: &a { type: text, maxLength: 5 }\n  b: *a\n',
      ),
    );
    expect(model.entities[0]?.fields[2]).toMatchObject({ name: 'b', maxLength: 5 });
  });
});
