import { expectToEndSoon, HOSTILE_TEXTS } from '../test/hostile-texts';

describe('a text that wants to take long', () => {
  it.each(HOSTILE_TEXTS)(
    'is read or refused at once: %s',
    (_what, format, text) => expectToEndSoon(text, format),
    60_000,
  );
});
