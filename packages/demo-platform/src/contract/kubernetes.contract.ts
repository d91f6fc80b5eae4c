import { isJsonObject, valueAt } from '../kube/json';
import { KubeTarget } from './ContractTarget';
import { request } from './request';
import { items, metadata, ServiceFixture } from './ServiceFixture';

/** What our clients rely on in a Kubernetes API server. */
export function kubernetesContract(target: () => KubeTarget): void {
  describe('Kubernetes API', () => {
    const services = new ServiceFixture(target);
    const { run } = services;
    afterAll(() => services.removeAll());

    it('names its version, groups and resources', async () => {
      const version = await request(target(), '/version');
      expect(version.body.gitVersion).toMatch(/^v1\.\d+/);
      const groups = await request(target(), '/apis');
      const names = JSON.stringify(groups.body.groups);
      for (const group of [
        'batch',
        'ray.io',
        'kueue.x-k8s.io',
        'argoproj.io',
      ]) {
        expect(names).toContain(`"name":"${group}"`);
      }
      const kueue = await request(target(), '/apis/kueue.x-k8s.io/v1beta2');
      expect(kueue.body.kind).toBe('APIResourceList');
      expect(kueue.body.resources).toContainEqual(
        expect.objectContaining({
          name: 'localqueues',
          kind: 'LocalQueue',
          namespaced: true,
          verbs: expect.arrayContaining(['get', 'list', 'watch']),
        }),
      );
      const ray = await request(target(), '/apis/ray.io/v1');
      expect(ray.body.resources).toContainEqual(
        expect.objectContaining({ name: 'rayjobs/status', kind: 'RayJob' }),
      );
      const unknown = await request(target(), '/apis/nothing.example/v1');
      expect(unknown.status).toBe(404);
    });

    it('refuses a wrong or missing token', async () => {
      for (const token of [undefined, 'wrong']) {
        const answer = await request({ ...target(), token }, '/api/v1/pods');
        expect([401, 403]).toContain(answer.status);
        expect(answer.body).toMatchObject({
          kind: 'Status',
          status: 'Failure',
        });
      }
    });

    it('pages a list at one revision', async () => {
      for (let i = 0; i < 5; i++) {
        expect((await services.create(`${run}-page-${i}`)).status).toBe(201);
      }
      const path = `${services.collection}?labelSelector=run%3D${run}&limit=2`;
      const first = await request(target(), path);
      expect(items(first)).toHaveLength(2);
      expect(valueAt(first.body, ['metadata', 'remainingItemCount'])).not.toBe(
        0,
      );
      // Comes between the pages, so it is on none of them.
      await services.create(`${run}-page-late`);
      const names = items(first);
      let next = metadata(first, 'continue');
      while (next) {
        const answer = await request(
          target(),
          `${path}&continue=${encodeURIComponent(next)}`,
        );
        expect(metadata(answer, 'resourceVersion')).toBe(
          metadata(first, 'resourceVersion'),
        );
        names.push(...items(answer));
        next = metadata(answer, 'continue');
      }
      expect(names.map(item => valueAt(item, ['metadata', 'name']))).toEqual(
        [0, 1, 2, 3, 4].map(i => `${run}-page-${i}`),
      );
    });

    it('selects by label and field', async () => {
      const name = `${run}-select`;
      await services.create(name);
      const count = async (query: string) =>
        items(await request(target(), `${services.collection}?${query}`))
          .length;
      const set = encodeURIComponent(`run in (${run},other),!absent`);
      expect(
        await count(
          `labelSelector=${set}&fieldSelector=metadata.name%3D${name}`,
        ),
      ).toBe(1);
      const not = encodeURIComponent(`run notin (${run}),run`);
      expect(await count(`labelSelector=${not}`)).toBe(0);
      const bad = await request(
        target(),
        `${services.collection}?fieldSelector=spec.nothing%3D1`,
      );
      expect(bad.status).toBe(400);
    });

    it('applies without change twice, and drops what a manager drops', async () => {
      const name = `${run}-applied`;
      const body = services.object(name, {
        labels: { run, extra: 'yes' },
        annotations: { note: 'one' },
      });
      const first = await services.apply(name, body);
      expect(first.status).toBe(201);
      const second = await services.apply(name, body);
      expect(second.status).toBe(200);
      expect(metadata(second, 'resourceVersion')).toBe(
        metadata(first, 'resourceVersion'),
      );
      const third = await services.apply(name, services.object(name));
      expect(valueAt(third.body, ['metadata', 'labels'])).toEqual({ run });
      expect(valueAt(third.body, ['metadata', 'annotations'])).toBeUndefined();

      const other = services.object(name, { labels: { run: 'theirs' } });
      const refused = await services.apply(name, other, 'fieldManager=other');
      expect(refused.status).toBe(409);
      expect(refused.body.reason).toBe('Conflict');
      const forced = await services.apply(
        name,
        other,
        'fieldManager=other&force=true',
      );
      expect(forced.status).toBe(200);
      await services.remove(name);
    });

    it('stores nothing in a dry run', async () => {
      const name = `${run}-dry`;
      const answer = await services.apply(
        name,
        services.object(name),
        'fieldManager=contract&dryRun=All',
      );
      expect(answer.status).toBe(201);
      const read = await request(target(), `${services.collection}/${name}`);
      expect(read.status).toBe(404);
    });

    it('gives a recreated object another uid', async () => {
      const name = `${run}-again`;
      const first = await services.create(name);
      expect((await services.create(name)).body).toMatchObject({
        code: 409,
        reason: 'AlreadyExists',
      });
      await services.remove(name);
      const second = await services.create(name);
      expect(metadata(second, 'uid')).not.toBe(metadata(first, 'uid'));
    });

    it('refuses writes that do not fit, with a Status', async () => {
      const cases: [string, Parameters<typeof request>[2], number][] = [
        ['', { method: 'POST', body: services.object('Not_A_Name') }, 422],
        [
          '',
          { method: 'POST', body: '{torn', contentType: 'application/json' },
          400,
        ],
        ['', { method: 'POST', body: 'x', contentType: 'text/plain' }, 415],
        ['/absent', {}, 404],
        ['/absent', { method: 'DELETE' }, 404],
      ];
      for (const [path, options, status] of cases) {
        const answer = await request(
          target(),
          services.collection + path,
          options,
        );
        expect(answer.status).toBe(status);
        expect(answer.body).toMatchObject({ kind: 'Status', code: status });
      }
      const elsewhere = await request(
        target(),
        '/api/v1/namespaces/does-not-exist/services',
        { method: 'POST', body: services.object('x') },
      );
      expect(elsewhere.status).toBe(404);
      const fresh = await services.create(`${run}-stale`);
      const stale = await request(
        target(),
        `${services.collection}/${run}-stale`,
        {
          method: 'PUT',
          body: {
            ...fresh.body,
            metadata: {
              ...(isJsonObject(fresh.body.metadata) && fresh.body.metadata),
              resourceVersion: '1',
            },
          },
        },
      );
      expect(stale.body).toMatchObject({ code: 409, reason: 'Conflict' });
    });
  });
}
