import { AsyncLocalStorage } from 'node:async_hooks';
import { GitConnections } from '@amplication/git-connections';
import type { INestApplication } from '@nestjs/common';
import { CommitStatusStep } from '../src/commit-status/commit-status-step';
import { DeliverBuild } from '../src/runner/deliver-build';

/** Ends a try as SIGKILL would: nothing of it happens after this. The row is taken up again as any failed try is. */
export class Killed extends Error {}

export type Work = 'delivery' | 'commit status';
export interface KillPlan {
  /** Number of the act, from 1. */
  at: number;
  when: 'before' | 'after';
}

/** One try of a job: counts its acts, and ends it where its plan says. */
class Try {
  acts = 0;
  private isDead = false;

  constructor(private readonly plan: KillPlan | undefined) {}

  async act<Value>(effect: () => Value | Promise<Value>): Promise<Value> {
    // A killed try does not act, whatever caught its end.
    if (this.isDead) throw new Killed();
    this.acts += 1;
    const isHere = this.acts === this.plan?.at;
    if (isHere && this.plan.when === 'before') this.die();
    const value = await effect();
    if (isHere) this.die();
    return value;
  }

  private die(): never {
    this.isDead = true;
    throw new Killed();
  }
}

/**
 * Kills the tries of a worker in this process at a chosen act: a request to Bitbucket's API, or a write to the job's
 * row. The push is killed on either side of its rows: after `pushing` nothing was sent yet, before `pushed` it has
 * landed. All that is killed is the real thing; only the two doors that every act goes through are watched.
 */
export class KillPoints {
  /** How many tries were killed. */
  kills = 0;
  private readonly plans = new Map<string, KillPlan>();
  private readonly counts = new Map<string, number>();
  private readonly current = new AsyncLocalStorage<Try>();

  /** The first try of that work of the build is killed so. */
  plan(work: Work, buildId: string, plan: KillPlan): void {
    this.plans.set(`${work} ${buildId}`, plan);
  }

  /** How many acts the last try of that work of a build had. */
  acts(work: Work, buildId: string): number {
    return this.counts.get(`${work} ${buildId}`) ?? 0;
  }

  /** Before the application starts its runners. */
  watch(app: INestApplication): void {
    const deliver = app.get(DeliverBuild);
    const run = deliver.run.bind(deliver);
    deliver.run = (job) => this.try('delivery', job.buildId, () => run(this.watched(job, ROW)));
    const step = app.get(CommitStatusStep);
    const set = step.set.bind(step);
    step.set = (job) => this.try('commit status', job.buildId, () => set(this.watched(job, ROW)));
    const connections = app.get(GitConnections);
    const api = connections.api.bind(connections);
    connections.api = async (id) => this.watched(await api(id));
  }

  private async try<Value>(work: Work, buildId: string, run: () => Promise<Value>): Promise<Value> {
    const key = `${work} ${buildId}`;
    const one = new Try(this.plans.get(key));
    this.plans.delete(key);
    try {
      return await this.current.run(one, run);
    } catch (error) {
      if (error instanceof Killed) this.kills += 1;
      throw error;
    } finally {
      this.counts.set(key, one.acts);
    }
  }

  /** The same object, each call of whose methods (those of `names`, if given) is an act; its parts are watched too. */
  private watched<Watched extends object>(target: Watched, names?: readonly string[]): Watched {
    return new Proxy(target, {
      get: (object, name): unknown => {
        const value: unknown = Reflect.get(object, name);
        if (typeof value === 'function') {
          const call = (...args: unknown[]): unknown => Reflect.apply(value, object, args);
          const isAct = !READS_ALONG.includes(String(name)) && (names?.includes(String(name)) ?? true);
          return isAct ? (...args: unknown[]) => this.act(() => call(...args)) : call;
        }
        const isPart = names === undefined && typeof value === 'object' && value !== null;
        return isPart ? this.watched(value) : value;
      },
    });
  }

  private act(effect: () => unknown): Promise<unknown> {
    const one = this.current.getStore();
    // A call outside a try is not the worker's work, and a test has no business with it.
    if (one === undefined) throw new Error('An act outside any try');
    return one.act(effect);
  }
}

/** What writes to a job's row. */
const ROW = ['record', 'finish'];
/** Gives its items one by one and changes nothing. */
const READS_ALONG = ['comments'];
