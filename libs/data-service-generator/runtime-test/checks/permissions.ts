import assert from 'node:assert/strict';
import { it } from 'node:test';
import { type Action, type Rows } from '../../runtime/auth/permissions.js';
import { type Answer, type Caller, type Who } from '../caller.js';
import { expectProblem, expectStatus, itemsOf, listOf } from '../expect.js';
import { type Values } from '../test-service.js';
import { type Tested } from '../tested.js';

/** By role ('*': everybody who is signed in) and action: which rows. */
export type Matrix = Readonly<Record<string, Readonly<Partial<Record<Action, readonly Rows[]>>>>>;

export interface Permissions {
  readonly matrix: Matrix;
  /** The fields that say whose a row is. */
  readonly owner: string | null;
  readonly tenant: string | null;
  /** Which of these a caller may write. */
  readonly given: readonly string[];
  /** Which of these are numbers. */
  readonly numbers: readonly string[];
  /** Fields that only some roles may see or write, with a value to write. */
  readonly fields: readonly FieldPermission[];
  /** A change that whoever may update can make. */
  readonly change: Values;
  /** Somebody else, and another tenant. */
  readonly others: Pick<Who, 'subject' | 'tenant'>;
}

export interface FieldPermission {
  readonly field: string;
  readonly read: readonly string[] | null;
  readonly write: readonly string[] | null;
  readonly value: unknown;
  /** Whether a list can be asked for it. */
  readonly isFilter: boolean;
  readonly isSort: boolean;
}

const ACTIONS: readonly Action[] = ['create', 'read', 'update', 'delete', 'list'];
const EVERYBODY = '*';

/** Each cell of the matrix: what a role may do with which rows, and with which fields. */
export function itKeepsPermissions(tested: Tested, permissions: Permissions): void {
  const keyed = tested.rows.key.length > 0;
  const actions = ACTIONS.filter((action) => keyed || action === 'create' || action === 'list');
  for (const action of actions) {
    it(`asks for a token: ${action}`, async () => {
      const row = await tested.rows.make(tested.service);
      const answer = await send(tested, tested.service.asNobody(), action, row, permissions);
      expectProblem(answer, 401, 'NOT_SIGNED_IN');
      assert.equal(answer.headers.get('www-authenticate'), 'Bearer');
    });
    for (const role of Object.keys(permissions.matrix))
      it(`${nameOf(role)}: ${action} ${wordsOf(allowed(permissions, role, action))}`, async () => {
        const cell = new Cell(tested, permissions, role, action);
        await cell.check();
      });
  }
  itKeepsFields(tested, permissions);
}

const nameOf = (role: string) => (role === EVERYBODY ? 'somebody without a role' : role);

const wordsOf = (rows: ReadonlySet<Rows>): string => {
  if (rows.size === 0) return 'nothing';
  if (rows.has('all')) return 'all rows';
  return `rows ${[...rows].map((one) => (one === 'own' ? 'of their own' : 'of their tenant')).join(' and ')}`;
};

/** The rows of a cell; what everybody may is added. */
const allowed = ({ matrix }: Permissions, role: string, action: Action): ReadonlySet<Rows> =>
  new Set([...(matrix[role]?.[action] ?? []), ...(matrix[EVERYBODY]?.[action] ?? [])]);

/** One cell of the matrix. */
class Cell {
  private readonly rowsAllowed: ReadonlySet<Rows>;
  private readonly caller: Caller;
  private readonly me: Who;

  constructor(
    private readonly tested: Tested,
    private readonly permissions: Permissions,
    role: string,
    private readonly action: Action,
  ) {
    this.rowsAllowed = allowed(permissions, role, action);
    this.me = { ...ourselves(tested), roles: role === EVERYBODY ? [] : [role] };
    this.caller = tested.service.as(this.me);
  }

  async check(): Promise<void> {
    if (this.rowsAllowed.size === 0) await this.checkForbidden();
    else if (this.action === 'create') await this.checkCreate();
    else if (this.action === 'list') await this.checkList();
    else await this.checkRows();
  }

  private async checkForbidden(): Promise<void> {
    const row = await this.tested.rows.make(this.tested.service);
    const before = await this.tested.service.rowsOf(this.tested.rows.table);
    expectProblem(await this.send(row), 403, 'FORBIDDEN');
    assert.deepEqual(await this.tested.service.rowsOf(this.tested.rows.table), before);
    // Whoever may not do it does not hear what would be wrong with it either.
    if (this.action !== 'create') return;
    expectProblem(await this.caller.post(this.tested.rows.route, { noSuchField: 1 }), 403, 'FORBIDDEN');
  }

  private async checkRows(): Promise<void> {
    for (const [whose, values] of this.kinds()) {
      const row = await this.tested.rows.make(this.tested.service, values);
      const answer = await this.send(row);
      const isSeen = this.isSeen(values);
      if (isSeen) expectStatus(answer, this.action === 'delete' ? 204 : 200, whose);
      else expectProblem(answer, 404, 'NOT_FOUND', whose);
      const stored = await this.tested.rows.stored(this.tested.service, row);
      if (isSeen && this.action === 'delete') assert.equal(stored, undefined, whose);
      if (!isSeen) assert.deepEqual(stored, row, whose);
      if (isSeen && this.action === 'update') await this.checkGivenAway(row);
    }
  }

  /** Whoever may change some rows only makes none somebody else's. */
  private async checkGivenAway(row: Values): Promise<void> {
    if (this.rowsAllowed.has('all')) return;
    const path = this.tested.rows.path(row);
    for (const [, values] of this.kinds()) {
      const given = this.givenOf(values);
      if (Object.keys(given).length === 0 || this.isSeen(values)) continue;
      expectProblem(await this.caller.patch(path, given), 403, 'FORBIDDEN');
    }
  }

  private async checkList(): Promise<void> {
    const { service, rows } = this.tested;
    const expected: Values[] = [];
    const all: Values[] = [];
    for (const [, values] of this.kinds()) {
      const row = await rows.make(service, values);
      all.push(row);
      if (this.isSeen(values)) expected.push(row);
    }
    const answer = await this.caller.get(`${rows.route}?_total=true`);
    expectStatus(answer, 200);
    const found = all.filter((row) =>
      itemsOf(answer).some((item) => rows.key.length === 0 || rows.isSame(item, row)),
    );
    assert.deepEqual(found, expected);
    assert.equal(answer.body['total'], expected.length);
    assert.equal(itemsOf(answer).length, expected.length);
  }

  private async checkCreate(): Promise<void> {
    const { service, rows } = this.tested;
    const least = await rows.least(service);
    const refused = this.permissions.fields.filter(
      ({ field, write }) =>
        least[field] !== undefined && write && !write.some((role) => this.me.roles.includes(role)),
    );
    const answer = await this.caller.post(rows.route, least);
    if (refused.length > 0) return expectProblem(answer, 403, 'FORBIDDEN');
    expectStatus(answer, 201);
    const { owner, tenant } = this.permissions;
    const stored = (await rows.stored(service, { ...answer.body })) ?? {};
    if (owner !== null && this.isGiven(owner)) assert.equal(String(stored[owner]), this.me.subject);
    if (tenant !== null && this.isGiven(tenant)) assert.equal(String(stored[tenant]), this.me.tenant);
    for (const [whose, values] of this.kinds()) {
      const given = this.givenOf(values);
      if (Object.keys(given).length === 0) continue;
      const other = await this.caller.post(rows.route, await rows.least(service, given));
      if (this.mayMake(values)) expectStatus(other, 201, whose);
      else expectProblem(other, 403, 'FORBIDDEN', whose);
    }
  }

  /** Rows by whose they are: as far as the entity says it. */
  private kinds(): [string, Values][] {
    const { owner, tenant, others } = this.permissions;
    const kind = (whose: string, isOwn: boolean, isOfTenant: boolean): [string, Values] => [
      whose,
      {
        ...(owner === null ? {} : { [owner]: this.value(owner, isOwn ? this.me.subject : others.subject) }),
        ...(tenant === null
          ? {}
          : { [tenant]: this.value(tenant, isOfTenant ? this.me.tenant : others.tenant) }),
      },
    ];
    return [
      kind('a row of the caller', true, true),
      ...(owner === null && tenant === null ? [] : [kind("somebody else's row", false, false)]),
      ...(owner === null || tenant === null
        ? []
        : [
            kind('a row of the caller in another tenant', true, false),
            kind('a row of the tenant', false, true),
          ]),
    ];
  }

  private value(field: string, text: string | undefined): unknown {
    return this.permissions.numbers.includes(field) ? Number(text) : text;
  }

  private isSeen(values: Values): boolean {
    const { owner, tenant } = this.permissions;
    return (
      this.rowsAllowed.has('all') ||
      (this.rowsAllowed.has('own') && owner !== null && String(values[owner]) === this.me.subject) ||
      (this.rowsAllowed.has('tenant') && tenant !== null && String(values[tenant]) === this.me.tenant)
    );
  }

  /** Nobody puts rows into another tenant, unless they may do all. */
  private mayMake(values: Values): boolean {
    const { tenant } = this.permissions;
    const isOfTenant = tenant === null || !this.isGiven(tenant) || String(values[tenant]) === this.me.tenant;
    return this.rowsAllowed.has('all') || (isOfTenant && this.isSeen(values));
  }

  private isGiven(field: string): boolean {
    return this.permissions.given.includes(field);
  }

  private givenOf(values: Values): Values {
    return Object.fromEntries(Object.entries(values).filter(([name]) => this.isGiven(name)));
  }

  private send(row: Values): Promise<Answer> {
    return send(this.tested, this.caller, this.action, row, this.permissions);
  }
}

/** Who the tests are, and the tenant that they belong to. */
const ourselves = ({ caller }: Tested): Who => caller.who ?? { subject: 'nobody', roles: [] };

async function send(
  { service, rows }: Tested,
  caller: Caller,
  action: Action,
  row: Values,
  { change }: Permissions,
): Promise<Answer> {
  switch (action) {
    case 'create':
      return await caller.post(rows.route, await rows.least(service));
    case 'read':
      return await caller.get(rows.path(row));
    case 'update':
      return await caller.patch(rows.path(row), change);
    case 'delete':
      return await caller.delete(rows.path(row));
    case 'list':
      return await caller.get(rows.route);
  }
}

/** Fields that only some roles may see or write. */
function itKeepsFields(tested: Tested, permissions: Permissions): void {
  const { service, rows } = tested;
  const keyed = rows.key.length > 0;
  for (const field of permissions.fields)
    for (const role of Object.keys(permissions.matrix)) {
      const caller = service.as({ ...ourselves(tested), roles: role === EVERYBODY ? [] : [role] });
      const may = (action: Action) => allowed(permissions, role, action).size > 0;
      const { read, write } = field;
      if (read && may('list'))
        itShows(tested, caller, field, nameOf(role), read.includes(role), keyed && may('read'));
      if (write && keyed && may('update'))
        itWrites(tested, caller, field, nameOf(role), write.includes(role));
    }
}

function itShows(
  { service, rows }: Tested,
  caller: Caller,
  { field, isFilter, isSort, value }: FieldPermission,
  role: string,
  isSeen: boolean,
  canRead: boolean,
): void {
  it(`${role}: ${isSeen ? 'sees' : 'does not see'} ${field}`, async () => {
    const row = await rows.makeWhole(service);
    const list = await caller.get(rows.route);
    expectStatus(list, 200);
    assert.equal(itemsOf(list).length, 1);
    assert.equal(Object.hasOwn(itemsOf(list)[0] ?? {}, field), isSeen);
    const status = isSeen ? 200 : 403;
    const name = encodeURIComponent(field);
    if (isFilter)
      expectStatus(await caller.get(`${rows.route}?${name}=${encodeURIComponent(String(value))}`), status);
    if (isSort) expectStatus(await caller.get(`${rows.route}?_sort=${name}`), status);
    if (canRead) {
      const answer = await caller.get(rows.path(row));
      assert.equal(Object.hasOwn(answer.body, field), isSeen);
    }
  });
}

function itWrites(
  { service, rows }: Tested,
  caller: Caller,
  { field, value }: FieldPermission,
  role: string,
  isAllowed: boolean,
): void {
  it(`${role}: ${isAllowed ? 'writes' : 'does not write'} ${field}`, async () => {
    const row = await rows.make(service);
    const answer = await caller.patch(rows.path(row), { [field]: value });
    if (isAllowed) return expectStatus(answer, 200);
    expectProblem(answer, 403, 'FORBIDDEN');
    assert.deepEqual(
      listOf(answer.body['errors']).map((error) => error['field']),
      [field],
    );
    assert.deepEqual(await rows.stored(service, row), row);
  });
}
