import { deleteObject } from '../kube/deleteObject';
import { NAMESPACES, RESOURCES } from '../kube/resources';
import { ServerSideApply } from '../kube/ServerSideApply';
import { Controller, ControllerContext } from './Controller';

/** Deletes what has lost all its owners or its namespace. */
export class GarbageCollector implements Controller {
  constructor(
    private readonly context: ControllerContext,
    private readonly serverSideApply: ServerSideApply,
  ) {}

  reconcile(): void {
    const { store, events, timers } = this.context;
    const all = RESOURCES.flatMap(resource =>
      store.list(resource).map(object => ({ resource, object })),
    );
    const alive = new Set(all.map(({ object }) => object.metadata.uid));
    for (const { resource, object } of all) {
      const { ownerReferences, namespace, deletionTimestamp } = object.metadata;
      const orphaned =
        ownerReferences !== undefined &&
        ownerReferences.length > 0 &&
        ownerReferences.every(owner => !alive.has(owner.uid));
      const homeless =
        namespace !== undefined &&
        namespace !== 'default' &&
        !store.find(NAMESPACES, undefined, namespace);
      if ((orphaned || homeless) && !deletionTimestamp) {
        deleteObject(store, resource, object);
      }
    }
    events.expire();
    timers.retain(uid => alive.has(uid));
    this.serverSideApply.retain(uid => alive.has(uid));
  }
}
