export interface Duty {
  readonly name: string;
  readonly minutes: number;
}

type DutyMethod = () => Promise<unknown>;

const DUTY = 'amplication:duty';

/**
 * Marks a method of a Nest provider as a duty that is done by the clock: about every so many minutes, by one server at a
 * time, however many run. What it throws is logged, and it is tried again at its next time. The name is that of the
 * lock and of the log; no two duties may share one.
 */
export function EveryMinutes(minutes: number, name: string) {
  return <Method extends DutyMethod>(
    _target: object,
    _name: string | symbol,
    descriptor: TypedPropertyDescriptor<Method>,
  ): void => {
    const duty: Duty = { name, minutes };
    if (descriptor.value) Reflect.defineMetadata(DUTY, duty, descriptor.value);
  };
}

/** What `@EveryMinutes` says of a method; undefined if it is no duty. */
export function dutyOf(method: unknown): Duty | undefined {
  return typeof method === 'function' ? Reflect.getMetadata(DUTY, method) : undefined;
}
