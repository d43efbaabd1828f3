import { COMMIT, delivery, FakeWorld, Killed, pullRequest } from '../../test/fake-delivery';
import { reportedBuild } from '../report/description';

describe('DeliverBuild', () => {
  let world: FakeWorld;
  beforeEach(() => {
    world = new FakeWorld();
  });

  it('opens a pull request whose description holds the report of the first build: four requests', async () => {
    await world.run();
    expect(world.requests).toEqual(['find', 'reviewers', 'create', 'status']);
    expect(reportedBuild(world.pullRequests[0]?.description ?? '')).toBe(delivery.buildId);
    expect(world.completed).toMatchObject([{ pullRequest: { number: 1, created: true } }]);
    expect(world.statuses.get('amplication')).toBe(COMMIT);
  });

  it('reports a later build in one comment and keeps the description current: four requests', async () => {
    world.pullRequests.push(pullRequest(1, 'Written by a user.'));
    await world.run();
    expect(world.requests).toEqual(['find', 'update', 'comment', 'status']);
    expect(world.pullRequests[0]?.description).toMatch(/^Written by a user\.\n\n/);
    expect(world.pullRequests[0]?.description).toContain(delivery.buildId);
    expect(world.comments[0]?.text).toContain(`/builds/${delivery.buildId}`);
  });

  it('says nothing in Bitbucket when nothing changed: one request', async () => {
    world.pullRequests.push(pullRequest(1, 'As it was.'));
    world.result = { outcome: 'unchanged', needsNewPullRequest: false };
    await world.run();
    expect(world.requests).toEqual(['find']);
    expect(world.pullRequests[0]?.description).toBe('As it was.');
    expect(world.completed).toMatchObject([{ pushed: { outcome: 'unchanged' }, pullRequest: { number: 1 } }]);
  });

  it.each(['MERGED', 'DECLINED'] as const)('opens a new pull request after a %s one', async (state) => {
    world.pullRequests.push(pullRequest(1, '', state));
    await world.run();
    expect(world.pullRequests).toHaveLength(2);
    expect(world.completed).toMatchObject([{ pullRequest: { number: 2, created: true } }]);
  });

  it.each(['MERGED', 'DECLINED'] as const)('leaves a %s pull request when nothing changed', async (state) => {
    world.pullRequests.push(pullRequest(1, '', state));
    world.result = { outcome: 'unchanged', needsNewPullRequest: false };
    await world.run();
    expect(world.pullRequests).toHaveLength(1);
    expect(world.completed).toMatchObject([{ pullRequest: null }]);
  });

  it('pushes nothing when a newer build was pushed', async () => {
    world.superseded = true;
    await world.run();
    expect(world.state).toBe('superseded');
    expect(world.requests).toEqual([]);
    expect(world.pushes).toBe(0);
  });

  describe.each(['before', 'after'] as const)('killed %s any act and started again', (when) => {
    it.each([
      ['first build', () => undefined],
      ['later build', () => world.pullRequests.push(pullRequest(1, ''))],
    ])('%s: one push, one pull request, one report, one event', async (_name, prepare) => {
      const probe = world;
      prepare();
      await probe.run();
      for (let killAt = 1; killAt <= probe.acts; killAt++) {
        world = new FakeWorld();
        prepare();
        await expect(world.run(killAt, when)).rejects.toThrow(Killed);
        // A runner never gets a finished job back.
        if (world.state === 'waiting') await world.run();
        expect(world.pullRequests).toHaveLength(1);
        const reports = world.pullRequests.filter(
          (one) => reportedBuild(one.description) === delivery.buildId,
        );
        expect(reports.length + world.comments.length).toBe(1);
        expect(world.completed).toHaveLength(1);
        expect([world.state, world.statuses.get('amplication')]).toEqual(['done', COMMIT]);
      }
    });
  });
});
