import { Application } from '../../kube/platformTypes';
import { APPLICATIONS } from '../../kube/resources';
import { ServerSideApply } from '../../kube/ServerSideApply';
import { Draft } from '../../kube/types';
import { Controller, ControllerContext } from '../Controller';
import { ApplicationSync, imagesOf } from './ApplicationSync';
import { ComponentSource, GitOpsSource } from './GitOpsSource';
import { worstHealth } from './resourceHealth';

const NAMESPACE = 'argocd';
const SYNC_SECONDS = 1;
const RETRY_SECONDS = 5;
const HISTORY_LIMIT = 10;
/** Keeps what was last synced, so that a restart does not sync again. */
const SYNCED_HASH = 'demo.callboard.dev/synced-hash';

type Status = NonNullable<Application['status']>;

/**
 * An Argo CD ApplicationSet with a Git directory generator, and the
 * application controller: one Application a component directory, applied,
 * healed and pruned automatically.
 */
export class GitOpsController implements Controller {
  readonly #sync: ApplicationSync;

  constructor(
    private readonly context: ControllerContext,
    private readonly source: GitOpsSource,
    serverSideApply: ServerSideApply,
    /** Where the portal and people find the repository. */
    private readonly repoUrl: () => string,
  ) {
    this.#sync = new ApplicationSync(context, serverSideApply);
  }

  reconcile(): void {
    const { store } = this.context;
    const { state } = this.source;
    if (!state) {
      return;
    }
    for (const component of state.components) {
      this.#reconcileOne(component, state.revision);
    }
    const wanted = new Set(state.components.map(c => c.app));
    for (const app of store.list(APPLICATIONS, NAMESPACE)) {
      if (!wanted.has(app.metadata.name)) {
        this.#sync.deleteAll(app.metadata.name);
        store.remove(APPLICATIONS, app);
      }
    }
  }

  #reconcileOne(component: ComponentSource, revision: string): void {
    const { timers, clock } = this.context;
    const app = this.#ensure(component);
    const { name, uid } = app.metadata;
    const { rendered } = component;
    if ('error' in rendered) {
      this.#reportUnreadable(app, rendered.error);
      return;
    }
    const { drafts, hash } = rendered;
    const isNew = app.metadata.annotations?.[SYNCED_HASH] !== hash;
    const resources = this.#sync.compare(name, drafts);
    const outOfSync = resources.some(r => r.status === 'OutOfSync');
    const failed = app.status?.operationState?.phase === 'Failed' && !isNew;
    if ((isNew || outOfSync) && !failed) {
      if (timers.start(uid, `sync-${hash}-${outOfSync}`)) {
        this.#announce(app, resources);
      }
      if (!timers.reached(uid, `sync-${hash}-${outOfSync}`, SYNC_SECONDS)) {
        return;
      }
      timers.stop(uid, `sync-${hash}-${outOfSync}`);
      this.#run(app, drafts, revision, hash);
      return;
    }
    if (failed && timers.reached(uid, 'retry', RETRY_SECONDS)) {
      timers.restart(uid, 'retry');
      this.#run(app, drafts, revision, hash);
      return;
    }
    this.#write(app, status => {
      if (status.sync.revision !== revision) {
        status.reconciledAt = clock.timestamp();
      }
      if (!failed) {
        // A commit elsewhere in the repository moves the revision, too.
        status.sync = { status: 'Synced', revision };
        status.conditions = undefined;
      }
      status.resources = resources;
      this.#setHealth(
        status,
        worstHealth(resources.map(r => r.health?.status)),
      );
    });
  }

  #ensure(component: ComponentSource): Application {
    const { store } = this.context;
    const { app: name, namespace, directory } = component;
    return (
      store.find(APPLICATIONS, NAMESPACE, name) ??
      store.create(APPLICATIONS, {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Application',
        metadata: {
          name,
          namespace: NAMESPACE,
          labels: { 'backstage.io/kubernetes-id': component.component },
        },
        spec: {
          project: 'default',
          source: {
            repoURL: this.repoUrl(),
            path: directory,
            targetRevision: 'main',
          },
          destination: { name: 'demo', namespace },
          syncPolicy: {
            automated: { prune: true, selfHeal: true },
            syncOptions: [
              'ServerSideApply=true',
              'RespectIgnoreDifferences=true',
            ],
          },
        },
        status: {
          sync: { status: 'Unknown' },
          health: { status: 'Missing' },
        },
      })
    );
  }

  #announce(app: Application, resources: Status['resources']): void {
    const startedAt = this.context.clock.timestamp();
    const { state } = this.source;
    this.#write(app, status => {
      status.sync = { status: 'OutOfSync', revision: state?.revision };
      status.resources = resources;
      status.operationState = {
        phase: 'Running',
        message: 'one or more tasks are running',
        startedAt,
      };
      status.conditions = undefined;
    });
  }

  #run(
    app: Application,
    drafts: Draft[],
    revision: string,
    hash: string,
  ): void {
    const { store, clock, timers } = this.context;
    const { name, uid } = app.metadata;
    const problems = this.#sync.apply(name, drafts);
    const resources = this.#sync.compare(name, drafts);
    const now = clock.timestamp();
    if (problems.length > 0) {
      timers.restart(uid, 'retry');
    }
    store.modify(APPLICATIONS, app, draft => {
      draft.metadata.annotations = {
        ...draft.metadata.annotations,
        [SYNCED_HASH]: hash,
      };
      const status = statusOf(draft);
      const before = status.operationState;
      const retryCount = (before?.retryCount ?? 0) + 1;
      status.sync = {
        status: problems.length > 0 ? 'OutOfSync' : 'Synced',
        revision,
      };
      status.operationState = {
        phase: problems.length > 0 ? 'Failed' : 'Succeeded',
        message:
          problems.length > 0
            ? `one or more objects failed to apply, reason: ${problems.join(
                '; ',
              )}`
            : 'successfully synced (all tasks run)',
        startedAt: before?.startedAt ?? now,
        finishedAt: now,
        retryCount: problems.length > 0 ? retryCount : undefined,
        syncResult: { revision },
      };
      status.conditions =
        problems.length > 0
          ? [
              {
                type: 'SyncError',
                message: `Failed last sync attempt to [${revision}]: one or more objects failed to apply, reason: ${problems.join(
                  '; ',
                )}`,
                lastTransitionTime: now,
              },
            ]
          : undefined;
      status.resources = resources;
      status.summary = { images: imagesOf(draft, drafts) };
      status.reconciledAt = now;
      if (problems.length === 0) {
        const history = status.history ?? [];
        const [last] = history.slice(-1);
        status.history = [
          ...history,
          {
            id: last ? last.id + 1 : 0,
            revision,
            deployedAt: now,
            deployStartedAt: status.operationState.startedAt,
          },
        ].slice(-HISTORY_LIMIT);
      }
      this.#setHealth(
        status,
        worstHealth(resources.map(r => r.health?.status)),
      );
    });
  }

  #reportUnreadable(app: Application, message: string): void {
    const now = this.context.clock.timestamp();
    const text = `Failed to load target state: failed to generate manifest for source 1 of 1: rpc error: code = Unknown desc = ${message}`;
    this.#write(app, status => {
      const current = status.conditions?.find(c => c.message === text);
      status.sync = {
        status: 'Unknown',
        revision: this.source.state?.revision,
      };
      status.conditions = [
        current ?? {
          type: 'ComparisonError',
          message: text,
          lastTransitionTime: now,
        },
      ];
    });
  }

  #setHealth(status: Status, health: string): void {
    if (status.health.status !== health) {
      status.health = {
        status: health,
        lastTransitionTime: this.context.clock.timestamp(),
      };
    }
  }

  #write(app: Application, change: (status: Status) => void): void {
    this.context.store.modify(APPLICATIONS, app, draft =>
      change(statusOf(draft)),
    );
  }
}

/** A status with what every Application of ours has. */
function statusOf(app: Application): Status {
  const status = (app.status ??= {
    sync: { status: 'Unknown' },
    health: { status: 'Missing' },
  });
  status.sourceType = 'Kustomize';
  status.controllerNamespace = NAMESPACE;
  return status;
}
