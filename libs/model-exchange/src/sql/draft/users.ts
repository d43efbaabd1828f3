/**
 * Who may use something, by what it is called: a statement that takes it away asks them, and not the whole database. Who
 * has gone, or uses it no longer, may still be named; the first are left out.
 */
export class Users<T> {
  private readonly byName = new Map<string, Set<T>>();

  constructor(private readonly isThere: (user: T) => boolean) {}

  add(name: string, user: T): void {
    const users = this.byName.get(name) ?? new Set();
    this.byName.set(name, users);
    users.add(user);
  }

  of(name: string): T[] {
    const users = this.byName.get(name);
    if (!users) return [];
    for (const user of users) if (!this.isThere(user)) users.delete(user);
    return [...users];
  }

  /** What they use is called otherwise from now on. */
  move(from: string, to: string): void {
    const users = this.byName.get(from);
    if (!users || from === to) return;
    this.byName.delete(from);
    for (const user of users) this.add(to, user);
  }
}
