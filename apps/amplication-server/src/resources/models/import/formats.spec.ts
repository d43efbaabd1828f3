import { EXPORT_FORMATS, MODEL_FORMATS } from '@amplication/model-exchange';
import { EXPORT_FORMATS as EXPORTED } from '../export/export.dto';
import { MODEL_FORMATS as IMPORTED } from './formats';

it('every format that can be read or written is offered', () => {
  expect([...IMPORTED].sort()).toEqual([...MODEL_FORMATS].sort());
  expect([...EXPORTED].sort()).toEqual([...EXPORT_FORMATS].sort());
});
