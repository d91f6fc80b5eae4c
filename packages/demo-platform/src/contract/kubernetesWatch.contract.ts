import { KubeTarget } from './ContractTarget';
import { request, watch } from './request';
import { metadata, ServiceFixture } from './ServiceFixture';

/** What our reflector relies on in a watch. */
export function kubernetesWatchContract(target: () => KubeTarget): void {
  describe('Kubernetes watch', () => {
    const services = new ServiceFixture(target);
    const { run } = services;
    afterAll(() => services.removeAll());

    it('resumes a watch from a revision, each change once', async () => {
      const selector = `labelSelector=run%3D${run}`;
      const before = await request(
        target(),
        `${services.collection}?${selector}`,
      );
      const name = `${run}-watched`;
      const created = await services.create(name);
      await services.apply(
        name,
        services.object(name, { labels: { run, step: 'two' } }),
      );
      await services.remove(name);
      const from = `${services.collection}?watch=true&${selector}&resourceVersion=`;
      const all = await watch(
        target(),
        from + metadata(before, 'resourceVersion'),
        lines => lines.length === 3,
      );
      expect(all.map(line => line.type)).toEqual([
        'ADDED',
        'MODIFIED',
        'DELETED',
      ]);
      const resumed = await watch(
        target(),
        from + metadata(created, 'resourceVersion'),
        lines => lines.length === 2,
      );
      expect(resumed.map(line => line.type)).toEqual(['MODIFIED', 'DELETED']);
    });

    it('tells objects that leave a selection as deleted', async () => {
      const name = `${run}-leaves`;
      const created = await services.create(name);
      const patched = await request(
        target(),
        `${services.collection}/${name}`,
        {
          method: 'PATCH',
          contentType: 'application/merge-patch+json',
          body: { metadata: { labels: { run: null } } },
        },
      );
      expect(patched.status).toBe(200);
      const lines = await watch(
        target(),
        `${
          services.collection
        }?watch=true&labelSelector=run%3D${run}&resourceVersion=${metadata(
          created,
          'resourceVersion',
        )}`,
        seen => seen.length === 1,
      );
      expect(lines[0].type).toBe('DELETED');
      await services.remove(name);
    });

    it('sends bookmarks and ends a watch in time', async () => {
      const lines = await watch(
        target(),
        `${services.collection}?watch=true&allowWatchBookmarks=true&timeoutSeconds=4&resourceVersion=0`,
        () => false,
      );
      const [bookmark] = lines.filter(line => line.type === 'BOOKMARK');
      expect(bookmark.object).toMatchObject({ kind: 'Service' });
      expect(Number(bookmark.object.metadata.resourceVersion)).toBeGreaterThan(
        0,
      );
    });

    it('streams the initial state and marks its end', async () => {
      await services.create(`${run}-initial`);
      const lines = await watch(
        target(),
        `${services.collection}?watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true&labelSelector=run%3D${run}`,
        seen => seen.some(line => line.type === 'BOOKMARK'),
      );
      expect(lines[0].type).toBe('ADDED');
      expect(lines[lines.length - 1].object.metadata.annotations).toEqual({
        'k8s.io/initial-events-end': 'true',
      });
    });

    it('answers a compacted revision with 410', async () => {
      const lines = await watch(
        target(),
        `${services.collection}?watch=true&resourceVersion=1`,
        seen => seen.length === 1,
      );
      expect(lines[0]).toMatchObject({
        type: 'ERROR',
        object: { kind: 'Status', code: 410, reason: 'Expired' },
      });
    });
  });
}
