import { GitRepository } from '../git/GitRepository';
import {
  CLUSTER_QUEUES,
  LOCAL_QUEUES,
  NAMESPACES,
  NODES,
  PERSISTENT_VOLUME_CLAIMS,
  RESOURCE_FLAVORS,
} from '../kube/resources';
import { Platform } from '../state/Platform';
import { componentFiles } from './components';
import { SEED_COMMITS, SEED_RUNS } from './history';
import { seedNodes } from './nodes';
import {
  seedClusterQueues,
  seedFlavors,
  seedLocalQueues,
  TEAMS,
} from './queues';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
/** Enough one-second steps for anything to start and settle. */
const SETTLE_STEPS = 40;

const README = `# Demo GitOps repository

Everything below \`clusters/demo/<namespace>/<component>/\` is applied to the
demo cluster: by the demo platform that runs inside \`npm start\`, in place of
Argo CD.
`;

interface SeedOptions {
  platform: Platform;
  repository: GitRepository;
  /** No state was saved before. */
  isNew: boolean;
  /** Workloads and models, or only nodes, namespaces and queues. */
  withContent: boolean;
}

/**
 * Fills a new state directory. The past is replayed: each commit is made with
 * the clock set back to its time, and the controllers themselves write what
 * came of it. What exists (the repository, the state) is left alone.
 */
export async function seedPlatform(options: SeedOptions): Promise<void> {
  const { platform, repository, isNew, withContent } = options;
  const { clock } = platform;
  const now = clock.now();
  const hadRepository = await repository.exists();
  if (isNew) {
    clock.freeze(now - 40 * DAY_MS);
    seedCluster(platform);
    if (withContent) {
      seedRuns(platform, now);
    }
  }
  if (!hadRepository) {
    await repository.init();
    await repository.commit({
      files: { 'README.md': README },
      message: 'Describe the layout',
      author: { name: 'Platform team', email: 'platform@example.com' },
      at: now - 40 * DAY_MS,
    });
  }
  if (isNew && withContent && !hadRepository) {
    await replay(platform, repository, now);
  }
  clock.release();
  if (isNew) {
    platform.store.compact();
  }
}

function seedCluster({ store, clock }: Platform): void {
  const names = ['default', 'kube-system', 'argocd'];
  for (const name of [...names, ...TEAMS.map(t => t.namespace)]) {
    store.create(NAMESPACES, {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels: { 'kubernetes.io/metadata.name': name } },
      spec: { finalizers: ['kubernetes'] },
      status: { phase: 'Active' },
    });
  }
  seedNodes(clock.timestamp()).forEach(node => store.create(NODES, node));
  seedFlavors().forEach(flavor => store.create(RESOURCE_FLAVORS, flavor));
  seedClusterQueues().forEach(queue => store.create(CLUSTER_QUEUES, queue));
  for (const { namespace } of TEAMS) {
    store.create(PERSISTENT_VOLUME_CLAIMS, {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'datasets', namespace },
      spec: {
        accessModes: ['ReadWriteMany'],
        resources: { requests: { storage: '2Ti' } },
        storageClassName: 'efs',
        volumeName: `pvc-${namespace}-datasets`,
      },
      status: {
        phase: 'Bound',
        accessModes: ['ReadWriteMany'],
        capacity: { storage: '2Ti' },
      },
    });
  }
  seedLocalQueues().forEach(queue => store.create(LOCAL_QUEUES, queue));
}

function seedRuns({ clock, training, registry }: Platform, now: number): void {
  for (const { model, daysAgo, ref, champion } of SEED_RUNS) {
    clock.freeze(now - daysAgo * DAY_MS);
    const { length } = registry.versionsOf(model);
    training.recordRun({
      experiment: model,
      runName: `${model}-${length + 1}`,
      model,
      seed: `${model}/${length + 1}`,
      startTime: clock.now() - 1.4 * HOUR_MS,
      tags: { 'callboard.dev/entity-ref': ref },
      params: { epochs: '8', learning_rate: '0.0003', batch_size: '64' },
    });
    if (champion) {
      const latest = String(length + 1);
      registry.setAlias(model, 'champion', latest);
      registry.deleteAlias(model, 'challenger');
    }
  }
}

async function replay(
  platform: Platform,
  repository: GitRepository,
  now: number,
): Promise<void> {
  const { clock, engine, source } = platform;
  const settle = () => {
    for (let step = 0; step < SETTLE_STEPS; step++) {
      engine.step();
      clock.advance(1000);
    }
  };
  for (const [index, seed] of SEED_COMMITS.entries()) {
    const at = now - seed.hoursAgo * HOUR_MS;
    clock.freeze(at);
    await repository.commit({
      files: componentFiles(seed.component),
      message: seed.message,
      author: seed.author,
      at,
    });
    await source.refresh();
    settle();
    const { runSeconds = 0 } = seed.component;
    const next = SEED_COMMITS[index + 1];
    const end = clock.now() + runSeconds * 1000;
    if (next && end < now - next.hoursAgo * HOUR_MS) {
      // The run ends before the next commit: jump there, then past its TTL.
      clock.freeze(end);
      settle();
      clock.advance(10 * 60 * 1000);
      settle();
    }
  }
}
