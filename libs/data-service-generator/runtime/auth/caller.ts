/** On whose behalf something is done. */
export interface Caller {
  /** Who it is, as the token says: its claim `sub`. */
  readonly subject: string;
  readonly tenant: string | null;
  readonly roles: ReadonlySet<string>;
  /** The service itself, such as a command or a job: it may do all. */
  readonly isService?: true;
}

/** For work that the service does on its own account. No token makes this caller. */
export const theService: Caller = { subject: 'service', tenant: null, roles: new Set(), isService: true };
