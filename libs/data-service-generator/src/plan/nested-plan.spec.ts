import { parseServiceModel } from '@amplication/service-model';
import { entity, model } from '@amplication/service-model/testing';
import { planService } from './service-plan';

const inverse = (name: string, of: string) => ({ id: name, name, entityId: 'person', inverse: { name: of } });

const filesOf = (...relations: object[]) => {
  const parsed = parseServiceModel(model([entity('Person'), { ...entity('Note'), relations }]));
  const note = planService(parsed).entities.find(({ entity: { name } }) => name === 'Note');
  return note?.nested.map(({ file, controller }) => [file, controller]);
};

it('names a route below a row by the row, and by the relation where several lead there', () => {
  expect(filesOf(inverse('writer', 'notes'))).toEqual([['of-person.controller', 'NotesOfPersonController']]);
  const named = [
    ['of-person-notes.controller', 'NotesOfPersonNotesController'],
    ['of-person-seen-notes.controller', 'NotesOfPersonSeenNotesController'],
  ];
  const both = [inverse('writer', 'notes'), inverse('reader', 'seenNotes')];
  expect(filesOf(...both)).toEqual(named);
  expect(filesOf(...both.reverse())).toEqual(named.reverse());
});
