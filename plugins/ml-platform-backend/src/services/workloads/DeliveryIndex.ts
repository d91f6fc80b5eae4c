import { StoredObject } from '@callboard/kube-reflector';
import { Delivery, ExternalLink } from '@callboard/plugin-ml-platform-common';
import { LinkTemplates } from '../../config/types';
import { Cluster } from '../clusters/Cluster';
import {
  StoredApplication,
  StoredKustomization,
} from '../clusters/projectDelivery';
import { APPLICATIONS, KUSTOMIZATIONS } from '../clusters/resources';
import { findCondition } from '../health/conditions';
import { fillLink } from './fillLink';

/** How an object was delivered, with a link to the tool. */
export interface Delivered {
  delivery: Delivery;
  links: ExternalLink[];
}

const SYNC: Record<string, Delivery['sync']> = {
  Synced: 'synced',
  OutOfSync: 'out-of-sync',
};

/** Flux labels what it applies. */
const FLUX_NAME = 'kustomize.toolkit.fluxcd.io/name';
const FLUX_NAMESPACE = 'kustomize.toolkit.fluxcd.io/namespace';
const IN_CLUSTER = 'https://kubernetes.default.svc';

function fromApplication(
  app: StoredApplication,
  links: LinkTemplates,
): Delivered {
  const { name, namespace } = app.metadata;
  return {
    delivery: {
      tool: 'argocd',
      name,
      sync: SYNC[app.sync ?? ''] ?? 'unknown',
      health: app.health,
      revision: app.revision,
      syncedAt: app.syncedAt,
      message: app.message,
    },
    links: fillLink('Argo CD', links.argocd, { name, namespace }),
  };
}

function fromKustomization(
  kustomization: StoredKustomization,
  links: LinkTemplates,
): Delivered {
  const { name, namespace } = kustomization.metadata;
  const ready = findCondition(kustomization.conditions, 'Ready');
  const syncs: Record<string, Delivery['sync']> = {
    True: 'synced',
    False: 'out-of-sync',
  };
  return {
    delivery: {
      tool: 'flux',
      name,
      sync: syncs[ready?.status ?? ''] ?? 'unknown',
      health: ready?.reason,
      // "main@sha1:<commit>"
      revision: kustomization.lastAppliedRevision?.split(':').pop(),
      syncedAt: ready?.lastTransitionTime,
      message: ready?.status === 'False' ? ready.message : undefined,
    },
    links: fillLink('Flux', links.flux, { name, namespace }),
  };
}

/**
 * Finds the Argo CD Application or Flux Kustomization that an object came
 * from. An Application may live in another cluster than what it applies.
 */
export class DeliveryIndex {
  readonly #clusters: readonly Cluster[];
  readonly #links: LinkTemplates;
  #applications: Map<string, StoredApplication> | undefined;

  constructor(options: { clusters: readonly Cluster[]; links: LinkTemplates }) {
    this.#clusters = options.clusters;
    this.#links = options.links;
  }

  /** To be called when an Application changed. */
  invalidate(): void {
    this.#applications = undefined;
  }

  find(cluster: Cluster, object: StoredObject): Delivered | undefined {
    const { labels, namespace, name } = object.metadata;
    const group = object.apiVersion.split('/').slice(0, -1).join('/');
    const key = [cluster.name, group, object.kind, namespace, name].join('/');
    this.#applications ??= this.#index();
    const app = this.#applications.get(key);
    if (app) {
      return fromApplication(app, this.#links);
    }
    const kustomization =
      labels?.[FLUX_NAME] &&
      cluster.getByName(
        KUSTOMIZATIONS,
        labels[FLUX_NAMESPACE],
        labels[FLUX_NAME],
      );
    return kustomization
      ? fromKustomization(kustomization, this.#links)
      : undefined;
  }

  #index(): Map<string, StoredApplication> {
    const index = new Map<string, StoredApplication>();
    for (const host of this.#clusters) {
      for (const app of host.list(APPLICATIONS)) {
        const target = this.#target(app, host);
        for (const resource of target ? app.resources : []) {
          index.set(`${target}/${resource}`, app);
        }
      }
    }
    return index;
  }

  #target(app: StoredApplication, host: Cluster): string | undefined {
    const { name, server } = app.destination;
    if (name === 'in-cluster' || server === IN_CLUSTER || (!name && !server)) {
      return host.name;
    }
    return this.#clusters.find(
      cluster => cluster.name === name || cluster.server === server,
    )?.name;
  }
}
