import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type BitbucketWorkspace,
  type Consumer,
  type Repository,
  type State,
  STATE_VERSION,
  type User,
} from './model';

const SAVE_DELAY_MS = 200;

function isCurrent(saved: { version?: unknown }): saved is State {
  return saved.version === STATE_VERSION;
}

/** The state in memory, its look-ups, and its copy in `state.json`. */
export class Store {
  private timer: NodeJS.Timeout | null = null;
  private readonly file: string;

  constructor(
    directory: string,
    private readonly seed: () => State,
    public state: State = seed(),
  ) {
    mkdirSync(directory, { recursive: true });
    this.file = join(directory, 'state.json');
    try {
      const saved = JSON.parse(readFileSync(this.file, 'utf8')) as { version?: unknown };
      if (!isCurrent(saved)) throw new Error(`${this.file} was written by another version`);
      this.state = saved;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }

  /** Everything back to the seeds. */
  reset(): void {
    this.state = this.seed();
    this.save();
  }

  /** Saves soon; many calls in a row make one write. */
  changed(): void {
    this.timer ??= setTimeout(() => this.save(), SAVE_DELAY_MS);
  }

  /** Writes the state now, whole or not at all. */
  save(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    writeFileSync(`${this.file}.new`, JSON.stringify(this.state), { mode: 0o600 });
    renameSync(`${this.file}.new`, this.file);
  }

  user(uuid: string): User {
    const user = this.state.users.find((one) => one.uuid === uuid);
    if (!user) throw new Error(`the state names a user that is not there: ${uuid}`);
    return user;
  }

  /** By username, uuid or account id, as Bitbucket takes a selected user. */
  findUser(selector: string): User | null {
    return this.state.users.find((one) => [one.username, one.uuid, one.accountId].includes(selector)) ?? null;
  }

  findWorkspace(selector: string): BitbucketWorkspace | null {
    return this.state.workspaces.find((one) => one.slug === selector || one.uuid === selector) ?? null;
  }

  workspaceOf(repository: Repository): BitbucketWorkspace {
    const workspace = this.findWorkspace(repository.workspaceUuid);
    if (!workspace) throw new Error(`repository ${repository.slug} has no Bitbucket workspace`);
    return workspace;
  }

  repositoriesOf(workspace: BitbucketWorkspace): Repository[] {
    return this.state.repositories.filter((one) => one.workspaceUuid === workspace.uuid);
  }

  /** By slug or uuid; the workspace selector `{}` stands for any, when a uuid follows. */
  findRepository(workspaceSelector: string, selector: string): Repository | null {
    if (workspaceSelector === '{}') {
      return this.state.repositories.find((one) => one.uuid === selector) ?? null;
    }
    const workspace = this.findWorkspace(workspaceSelector);
    if (!workspace) return null;
    return (
      this.repositoriesOf(workspace).find((one) => one.slug === selector || one.uuid === selector) ?? null
    );
  }

  /** The repository that had this address before, unless another one has it now. */
  findFormer(workspace: string, slug: string): Repository | null {
    const name = `${workspace}/${slug}`;
    return this.state.repositories.find((one) => one.formerNames?.includes(name)) ?? null;
  }

  fullName(repository: Repository): string {
    return `${this.workspaceOf(repository).slug}/${repository.slug}`;
  }

  findConsumer(key: string): Consumer | null {
    return this.state.consumers.find((one) => one.key === key) ?? null;
  }
}
