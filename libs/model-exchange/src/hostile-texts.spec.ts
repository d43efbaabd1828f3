import { expectToEndSoon, HOSTILE_TEXTS } from '../test/hostile-texts';

/** One of each format; the proof has them all. */
const SAMPLE = ['types that go', 'an alias of aliases', 'wrong fields', 'attributes'];

describe('a text that wants to take long', () => {
  it.each(SAMPLE)(
    'is read or refused at once: %s',
    async (name) => {
      const [, format = 'sql', text = ''] = HOSTILE_TEXTS.find(([what]) => what === name) ?? [];
      expect(text).not.toBe('');
      await expectToEndSoon(text, format);
    },
    60_000,
  );
});
