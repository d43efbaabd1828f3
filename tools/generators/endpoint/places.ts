import type { Tree } from '@nx/devkit';
import ts from 'typescript';
import { fileName, listed } from '../source/names';
import { SourceEdit, textOf } from '../source/source-edit';
import { decoratorArgument, exportingFile, importedFile } from '../source/syntax';

export const SERVER = 'apps/amplication-server';

/** A class of the server, in the file that is to be changed. */
export interface ClassPlace {
  edit: SourceEdit;
  declaration: ts.ClassDeclaration;
}

/** Where an endpoint of one folder goes. */
export interface Places {
  controller: ClassPlace;
  /** What stands before each path of the controller, from /api. */
  base: string;
  service: ClassPlace;
  /** How the controller calls its service. */
  field: string;
  /** The file of answers; it may not exist yet. */
  dto: string;
}

/** Finds controller, service and answers by what the files say, wherever the folder stands. */
export function findPlaces(tree: Tree, folder: string, wanted?: string): Places {
  const path = controllerFile(tree, folder, wanted);
  const controller = classOf(new SourceEdit(tree, path), 'Controller');
  const field = serviceField(controller);
  const file = importedFile(controller.edit.source, field.type);
  if (file === null)
    throw new Error(`${path} gets ${field.type} from no file of the server: choose another controller.`);
  const base = textOf(decoratorArgument(controller.declaration, 'Controller') ?? undefined) ?? '';
  return {
    controller,
    base: `/${base}`,
    service: classOf(new SourceEdit(tree, file), 'Injectable', field.type),
    field: field.name,
    dto: answersFile(controller.edit) ?? path.replace(/\.controller\.ts$/, '.dto.ts'),
  };
}

function controllerFile(tree: Tree, folder: string, wanted?: string): string {
  const root = `${SERVER}/src/${controllerFolder(tree, folder)}`;
  const names = controllersIn(tree, root);
  if (wanted === undefined && names.length > 1)
    throw new Error(`${root} has several controllers: add --controller, one of ${listed(names)}.`);
  if (wanted !== undefined && !names.includes(wanted))
    throw new Error(`${root} has no ${wanted}.controller.ts: give --controller one of ${listed(names)}.`);
  return `${root}/${wanted ?? names.join()}.controller.ts`;
}

/** The folder that is meant by the end of its path. */
function controllerFolder(tree: Tree, folder: string): string {
  const all = foldersWithController(tree);
  const meant = all.filter((one) => `/${one}`.endsWith(`/${folder}`));
  const [only, ...more] = meant.includes(folder) ? [folder] : meant;
  if (only === undefined || more.length > 0)
    throw new Error(
      `"${folder}" is ${more.length > 0 ? 'several folders' : 'no folder'} with a controller: give --folder one of ${listed(all)}.`,
    );
  return only;
}

const controllersIn = (tree: Tree, folder: string): string[] =>
  tree
    .children(folder)
    .filter((name) => name.endsWith('.controller.ts'))
    .map((name) => name.replace('.controller.ts', ''));

function foldersWithController(tree: Tree, folder = ''): string[] {
  const path = `${SERVER}/src/${folder}`;
  const inside = tree.children(path).filter((name) => !tree.isFile(`${path}${name}`));
  return [
    ...(controllersIn(tree, path).length > 0 ? [folder.slice(0, -1)] : []),
    ...inside.flatMap((name) => foldersWithController(tree, `${folder}${name}/`)),
  ];
}

/** The class of a file that carries the decorator, and has the name if one is given. */
function classOf(edit: SourceEdit, decorator: string, name?: string): ClassPlace {
  const declaration = edit.source.statements
    .filter(ts.isClassDeclaration)
    .filter((one) => name === undefined || one.name?.text === name)
    .find((one) => decoratorArgument(one, decorator) !== null);
  if (!declaration)
    throw new Error(`${edit.path} has no class ${name ?? ''} with @${decorator}: choose another file.`);
  return { edit, declaration };
}

/** The first service that the controller is given. */
function serviceField({ edit, declaration }: ClassPlace): { name: string; type: string } {
  const parameters = declaration.members.find(ts.isConstructorDeclaration)?.parameters ?? [];
  const found = [...parameters]
    .map(({ name, type }) => ({ name: name.getText(), type: type?.getText() ?? '' }))
    .find(({ type }) => type.endsWith('Service'));
  if (!found)
    throw new Error(
      `The controller in ${edit.path} has no service in its constructor: give it one first, or choose another with --folder and --controller.`,
    );
  return found;
}

function answersFile({ source }: SourceEdit): string | null {
  const specifier = source.statements
    .filter(ts.isImportDeclaration)
    .map(({ moduleSpecifier }) => textOf(moduleSpecifier))
    .find((module) => module?.startsWith('./') && module.endsWith('.dto'));
  return specifier ? source.fileName.replace(/[^/]+$/, `${specifier.slice(2)}.ts`) : null;
}

/** The parameters of paths by which the guard finds a workspace. */
export function accessKeys(tree: Tree): string[] {
  const file = exportingFile(tree, `${SERVER}/src`, 'ACCESS_KEYS');
  const declared = /ACCESS_KEYS = \[([^\]]*)\]/.exec(tree.read(file, 'utf-8') ?? '')?.[1] ?? '';
  return [...declared.matchAll(/'(\w+)'/g)].map(([, key = '']) => key);
}

/** Where the test of an operation goes. */
export const testFile = (operation: string) => `${SERVER}/test/${fileName(operation)}.integration-spec.ts`;
