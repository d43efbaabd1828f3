import { type ServiceModel, upgradeModel } from '@amplication/service-model';
import { ModelUpgrade } from '../src/resources/models/upgrade/model-upgrade';
import { Ring, startBuild } from './support/builds';
import { type Person, signUp } from './support/client';
import { OLD_MODELS, REFUSED, storeOldService } from './support/old-models';
import { startServer, type TestServer } from './support/server';

interface Row {
  version: number;
  language: number;
  model: ServiceModel;
  xmin: string;
}

describe('models that were stored before version 2 of the language', () => {
  let server: TestServer;
  let ada: Person;
  beforeAll(async () => {
    server = await startServer();
    ada = await signUp(server.url);
  }, 60_000);
  afterAll(() => server.stop(), 60_000);

  const upgrade = () => server.app.get(ModelUpgrade).run();
  const rowsOf = async (resourceId: string) => {
    const { rows } = await server.database.pool.query<Row>(
      'select version, language, model, xmin from server.model_version where resource_id = $1 order by version',
      [resourceId],
    );
    return rows;
  };
  const old = (name: string) => {
    const model = OLD_MODELS[name];
    if (!model) throw new Error(`There is no old model ${name}.`);
    return model;
  };
  const upgradable = Object.keys(OLD_MODELS).filter((name) => name !== REFUSED);

  it.each(upgradable)(
    '%s: is answered in version 2 at once, and stored so by the next start',
    async (name) => {
      const model = upgradeModel(old(name));
      const id = await storeOldService(server, ada, [old(name)]);
      const path = `/api/resources/${id}/model`;
      expect(await ada.client.get(path)).toMatchObject({ status: 200, body: { version: 1, model } });
      const next = await server.another();
      await next.stop();
      expect(await rowsOf(id)).toMatchObject([{ version: 1, language: 2, model }]);
      expect((await ada.client.get<{ model: object }>(path)).body.model).toEqual(model);
    },
  );

  it('touches nothing that it has upgraded, or that a new server has stored', async () => {
    const id = await storeOldService(server, ada, [old('sample'), old('empty')]);
    expect(await upgrade()).toEqual({ upgraded: 2, kept: [] });
    const before = [...(await rowsOf(id)), ...(await rowsOf(ada.resourceId))];
    expect(before.map(({ language }) => language)).toEqual([2, 2, 2]);
    expect(await upgrade()).toEqual({ upgraded: 0, kept: [] });
    expect([...(await rowsOf(id)), ...(await rowsOf(ada.resourceId))]).toEqual(before);
  });

  it('reads what an older server has stored again of a newer one', async () => {
    const { rows } = await server.database.pool.query<{ id: string }>(
      `insert into server.model_version (resource_id, version, model, created_by)
       select resource_id, 2, model, created_by from server.model_version where resource_id = $1
       returning resource_id as id`,
      [ada.resourceId],
    );
    expect(rows).toHaveLength(1);
    const [first] = await rowsOf(ada.resourceId);
    const second = await ada.client.get(`/api/resources/${ada.resourceId}/model/versions/2`);
    expect(second).toMatchObject({ status: 200, body: { model: first?.model } });
    expect(await upgrade()).toEqual({ upgraded: 1, kept: [] });
    expect((await rowsOf(ada.resourceId)).map(({ language }) => language)).toEqual([2, 2]);
  });

  it('goes on where it was cut off', async () => {
    const { pool } = server.database;
    const id = await storeOldService(server, ada, Array(45).fill(old('ids of any text')));
    await pool.query(`
      create function stop_at_30() returns trigger language plpgsql as
        $$ begin if new.version = 30 then raise 'stopped'; end if; return new; end $$;
      create trigger stop_at_30 before update on server.model_version
        for each row execute function stop_at_30();`);
    await expect(upgrade()).rejects.toThrow();
    const halfway = await rowsOf(id);
    // Whole batches only: what was begun and not ended is as it was.
    expect(halfway.filter(({ language }) => language === 2)).toHaveLength(20);
    await pool.query('drop trigger stop_at_30 on server.model_version; drop function stop_at_30()');
    expect(await upgrade()).toEqual({ upgraded: 25, kept: [] });
    const done = await rowsOf(id);
    expect(done.every(({ language }) => language === 2)).toBe(true);
    expect(done.slice(0, 20)).toEqual(halfway.slice(0, 20));
  });

  it('is done once by servers that start at the same time', async () => {
    const id = await storeOldService(server, ada, Array(30).fill(old('empty')));
    const results = await Promise.all([upgrade(), upgrade(), upgrade()]);
    expect(results.map(({ upgraded }) => upgraded).sort((a, b) => a - b)).toEqual([0, 0, 30]);
    expect((await rowsOf(id)).every(({ language }) => language === 2)).toBe(true);
  });

  it('keeps one that the language refuses, names it, and says why when it is opened', async () => {
    const id = await storeOldService(server, ada, [old('empty'), old(REFUSED)]);
    const path = `/api/resources/${id}/model`;
    const { upgraded, kept } = await upgrade();
    expect({ upgraded, kept }).toMatchObject({ upgraded: 1, kept: [{ resourceId: id, version: 2 }] });
    expect(kept[0]?.reason).toContain('no first row can be made: Chicken needs Egg needs Chicken');
    expect(await rowsOf(id)).toMatchObject([{ language: 2 }, { language: 1, model: old(REFUSED) }]);

    const answer = await ada.client.get<{ params: { problems: string[] } }>(path);
    expect(answer).toMatchObject({ status: 409, body: { code: 'MODEL_NOT_UPGRADED', action: 'resolve' } });
    expect(answer.body.params.problems[0]).toContain('entities[1].relations[0].required');
    expect((await ada.client.get(`${path}/versions`)).body).toMatchObject({ total: 2 });
    expect(await ada.client.post(`/api/resources/${id}/builds`, {})).toMatchObject({
      status: 409,
      body: { code: 'MODEL_NOT_UPGRADED' },
    });
    // The way out: an earlier version is still there.
    const restored = await ada.client.post(`${path}/versions/1/restore`, { version: 2 });
    expect(restored).toMatchObject({ status: 200, body: { version: 3, model: { version: 2 } } });
    await server.database.pool.query('delete from server.model_version where language = 1');
  });

  it('does not change what a build was asked for before', async () => {
    const workspaceId = ada.workspaceId;
    const modelSnapshotId = await server.artifacts.putDocument(workspaceId, old('sample'));
    const build = await startBuild(ada);
    const { pool } = server.database;
    await pool.query('update server.build set model_snapshot_id = $2, status = $3 where id = $1', [
      ...[build.id, modelSnapshotId, 'failed'],
    ]);
    await upgrade();
    expect((await ada.client.post(`/api/builds/${build.id}/retry`)).status).toBe(200);
    expect(await new Ring(server).requested(build.id, 2)).toMatchObject({ modelSnapshotId });
    expect(await server.artifacts.getDocument(workspaceId, modelSnapshotId)).toEqual(old('sample'));
  });
});
