import { getProjects, type Tree } from '@nx/devkit';

/** What the command line gives; see schema.json. */
export interface LibOptions {
  name?: string;
  rank?: number;
  purpose?: string;
}

/** A lib that can be made. */
export interface NewLib {
  name: string;
  folder: string;
  rank: number;
  purpose: string;
}

/** Checks what was asked for. Each refusal says what to type instead. */
export function readLibOptions(tree: Tree, { name = '', rank, purpose = '' }: LibOptions): NewLib {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name))
    throw new Error(`Name the lib in small letters with dashes, such as audit-log: not "${name}".`);
  if (tree.exists(`libs/${name}`) || getProjects(tree).has(name))
    throw new Error(`There is a project ${name} already: choose another name.`);
  if (rank === undefined || ![0, 1, 2].includes(rank))
    throw new Error(
      'Give --rank=0, 1 or 2, one above the highest rank that the lib imports; apps have 3. docs/ARCHITECTURE.md explains ranks.',
    );
  if (!/^[A-Z].*\.$/.test(purpose) || purpose.includes('|'))
    throw new Error(
      `Say in one sentence what the lib is, with a capital and a full stop: --purpose='What was done by whom.'`,
    );
  return { name, folder: `libs/${name}`, rank, purpose };
}
