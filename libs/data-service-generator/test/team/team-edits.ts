import type { TeamEdit } from './draft';
import { CONTROLLER_EDITS } from './edits/controller-edits';
import { SERVICE_EDITS } from './edits/service-edits';
import { SERVICE_WIDE_EDITS } from './edits/service-wide-edits';
import { TABLE_AND_MODULE_EDITS } from './edits/table-and-module-edits';

/** What teams do with the files that are theirs. */
export const TEAM_EDITS: readonly TeamEdit[] = [
  ...SERVICE_EDITS,
  ...CONTROLLER_EDITS,
  ...TABLE_AND_MODULE_EDITS,
  ...SERVICE_WIDE_EDITS,
];
