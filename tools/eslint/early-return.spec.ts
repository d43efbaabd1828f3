import { RuleTester } from 'eslint';
import house from './plugin.mjs';

new RuleTester().run('no-early-return-in-test', house.rules['no-early-return-in-test'], {
  valid: [
    "it('maps', () => { const double = (n) => { if (!n) return; return n * 2; }; expect(double(1)).toBe(2); });",
    "it('gives a promise', () => { return run(); });",
    'function helper() { return; }',
    "describe('a group', () => { return; });",
  ],
  invalid: [
    {
      code: "it('checks', () => { if (windows) return; expect(1).toBe(1); });",
      errors: [{ messageId: 'early' }],
    },
    {
      code: "test.each([1])('checks %s', async function (n) { if (!n) return; });",
      errors: [{ messageId: 'early' }],
    },
    { code: "it.skip('checks', () => { for (;;) { return; } });", errors: [{ messageId: 'early' }] },
  ],
});
