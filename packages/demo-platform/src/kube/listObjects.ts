import { KubeStore } from './KubeStore';
import { apiVersionOf } from './resources';
import { parseFieldSelector, parseLabelSelector, Predicate } from './selectors';
import { StatusError } from './StatusError';
import { KubeObject, Resource } from './types';

export interface ListQuery {
  labelSelector?: string;
  fieldSelector?: string;
  limit?: string;
  continue?: string;
  resourceVersion?: string;
}

/** Both selectors of a list or watch as one test. */
export function selectorOf(
  resource: Resource,
  namespace: string | undefined,
  query: ListQuery,
): Predicate {
  const byLabel = parseLabelSelector(query.labelSelector);
  const byField = parseFieldSelector(resource, query.fieldSelector);
  return object =>
    (namespace === undefined || object.metadata.namespace === namespace) &&
    byLabel(object) &&
    byField(object);
}

/** Pages of one list, kept so that all pages show the same revision. */
interface PagedList {
  revision: number;
  items: KubeObject[];
}

const MAX_OPEN_LISTS = 100;

/** Lists with `limit` and `continue`, each list at one revision. */
export class ObjectLister {
  readonly #open = new Map<string, PagedList>();
  #next = 0;

  constructor(private readonly store: KubeStore) {}

  list(
    resource: Resource,
    namespace: string | undefined,
    query: ListQuery,
  ): object {
    const limit = Number(query.limit ?? 0) || Infinity;
    const { id, start, list } = query.continue
      ? this.#resume(query.continue)
      : this.#begin(resource, namespace, query);
    const items = list.items.slice(start, start + limit);
    const end = start + items.length;
    const remaining = list.items.length - end;
    if (remaining > 0) {
      this.#keep(id, list);
    } else {
      this.#open.delete(id);
    }
    return {
      kind: `${resource.kind}List`,
      apiVersion: apiVersionOf(resource),
      metadata: {
        resourceVersion: String(list.revision),
        ...(remaining > 0 && {
          continue: Buffer.from(JSON.stringify({ id, end })).toString(
            'base64url',
          ),
          remainingItemCount: remaining,
        }),
      },
      items,
    };
  }

  #begin(
    resource: Resource,
    namespace: string | undefined,
    query: ListQuery,
  ): { id: string; start: number; list: PagedList } {
    if (Number(query.resourceVersion ?? 0) > this.store.revision) {
      throw new StatusError(
        504,
        'Timeout',
        `Too large resource version: ${query.resourceVersion}, current: ${this.store.revision}`,
      );
    }
    const matches = selectorOf(resource, namespace, query);
    const items = this.store
      .list(resource)
      .filter(matches)
      .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    this.#next += 1;
    return {
      id: String(this.#next),
      start: 0,
      list: { revision: this.store.revision, items },
    };
  }

  #resume(token: string): { id: string; start: number; list: PagedList } {
    let parsed: { id?: unknown; end?: unknown };
    try {
      parsed = JSON.parse(Buffer.from(token, 'base64url').toString());
    } catch {
      throw StatusError.badRequest('continue key is not valid');
    }
    const id = String(parsed.id);
    const list = this.#open.get(id);
    if (!list || list.revision < this.store.compactedRevision) {
      this.#open.delete(id);
      throw new StatusError(
        410,
        'Expired',
        'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.',
      );
    }
    return { id, start: Number(parsed.end), list };
  }

  #keep(id: string, list: PagedList): void {
    this.#open.set(id, list);
    const [oldest] = this.#open.keys();
    if (this.#open.size > MAX_OPEN_LISTS) {
      this.#open.delete(oldest);
    }
  }
}

function keyOf(object: KubeObject): string {
  return `${object.metadata.namespace ?? ''}/${object.metadata.name}`;
}
