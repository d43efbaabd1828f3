import { RepositoryInMemory } from '@amplication/git-sync/testing';
import type { ServiceModel } from '@amplication/service-model';
import { generate } from '../../src/generate';
import type { GeneratedFile } from '../../src/render/generated-file';
import { Draft, type TeamEdit } from './draft';
import type { ServiceChecker } from './language-service';
import type { ModelChange } from './model-changes';

/** What came of one edit and one change. */
export interface Pair {
  /** Null: nothing was edited. */
  edit: string | null;
  /** Files that hold a conflict, or whose edit found no place. */
  conflicts: string[];
  errors: string[];
  /** Files of the team's that the build itself has written, moved or deleted. */
  touched: string[];
  /** Whether the edit's lines name what the change takes away or calls otherwise, or stand where it takes all away. */
  namesWhatGoes: boolean;
}

export interface Built {
  files: ReadonlyMap<string, string>;
  conflicts: string[];
  touched: string[];
}

type Generation = Parameters<RepositoryInMemory['plan']>[0];

const RULES = { ignore: '', strategy: 'keep-yours' } as const;

/** Delivers a service, lets a team edit it, and builds it again with another model. */
export class Matrix {
  private readonly delivered: ReadonlyMap<string, string>;
  private readonly generations = new Map<ModelChange | undefined, Generation>();

  constructor(
    private readonly model: ServiceModel,
    private readonly repository: RepositoryInMemory,
  ) {
    this.delivered = textsOf(generate(model));
  }

  /** The branch after a first build, the edits, and a second build with the changed model. */
  async built(change: ModelChange, edits: readonly TeamEdit[]): Promise<Built> {
    const { repository } = this;
    [repository.tree, repository.manifest] = [new Map(), new Map()];
    repository.apply(await repository.plan(this.generation(), RULES));
    for (const [path, text] of this.edited(edits)) repository.write(path, '100644', repository.store(text));
    const before = this.texts();
    const { report, ...result } = await repository.plan(this.generation(change), RULES);
    repository.apply(result);
    const files = this.texts();
    return {
      files,
      conflicts: report.entries
        .filter(({ status }) => status === 'conflict' || status === 'not-placed')
        .map(({ path }) => path),
      touched: [...before.keys()].filter((path) => isTheTeams(path) && files.get(path) !== before.get(path)),
    };
  }

  /** One change with no edit, and with each. What the compiler says of a pair is asked for those that `compiles` names. */
  async *pairs(
    change: ModelChange,
    edits: readonly TeamEdit[],
    checker: ServiceChecker,
    compiles: ReadonlySet<TeamEdit>,
  ): AsyncGenerator<Pair> {
    const { files: unedited, ...rest } = await this.built(change, []);
    yield { edit: null, ...rest, errors: checker.begin(unedited), namesWhatGoes: false };
    for (const edit of edits) {
      const { files, ...built } = await this.built(change, [edit]);
      const errors = compiles.has(edit) ? checker.errorsWith(differences(unedited, files)) : [];
      yield { edit: edit.name, ...built, errors, namesWhatGoes: this.namesWhatGoes(change, edit) };
    }
  }

  /** Edits of which no two are in the same file, and none names what the change takes away. */
  together(change: ModelChange, edits: readonly TeamEdit[]): TeamEdit[] {
    const taken = new Set<string>();
    return edits.filter((edit) => {
      const paths = [...this.edited([edit]).keys()];
      if (this.namesWhatGoes(change, edit) || paths.some((path) => taken.has(path))) return false;
      for (const path of paths) taken.add(path);
      return true;
    });
  }

  private namesWhatGoes({ takes = [], removes }: ModelChange, edit: TeamEdit): boolean {
    const isInside = (path: string) => removes !== undefined && path.startsWith(`src/${removes}/`);
    return takes.some((name) => edit.uses?.includes(name)) || [...this.edited([edit]).keys()].some(isInside);
  }

  private edited(edits: readonly TeamEdit[]): Map<string, string> {
    const draft = new Draft(this.delivered);
    for (const edit of edits) edit.make(draft);
    return draft.changed;
  }

  private texts(): Map<string, string> {
    const { repository } = this;
    return new Map([...repository.tree.keys()].map((path) => [path, String(repository.read(path))]));
  }

  private generation(change?: ModelChange): Generation {
    const known = this.generations.get(change);
    if (known !== undefined) return known;
    const files = generate(change === undefined ? this.model : change.make(this.model));
    const generation = new Map(
      files.map(({ path, content, ...marks }) => [path, { blob: this.repository.store(content), ...marks }]),
    );
    this.generations.set(change, generation);
    return generation;
  }
}

const textsOf = (files: readonly GeneratedFile[]) =>
  new Map(files.map(({ path, content }) => [path, content]));

/** Below `src/` and `test/`, all but what every build writes. */
export const isTheTeams = (path: string) => /^(?:src|test)\/(?!generated\/)/.test(path);

function differences(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>) {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return new Map(
    [...paths]
      .filter((path) => before.get(path) !== after.get(path))
      .map((path) => [path, after.get(path) ?? null]),
  );
}
