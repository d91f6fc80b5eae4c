import { NamespaceOwner } from '../../config/types';
import { EntityBinding } from './readBinding';

/** The owners that config gives a namespace. */
export function namespaceOwnersOf(
  place: { cluster: string; namespace: string },
  owners: readonly NamespaceOwner[],
): string[] {
  return owners
    .filter(
      entry =>
        entry.namespace === place.namespace &&
        (entry.cluster === undefined || entry.cluster === place.cluster),
    )
    .map(entry => entry.owner);
}

/**
 * Whether a workload that carries the entity's id shows on the entity. Both
 * sides have to agree: the entity asks for it, and the object names the entity
 * or, when it names none, lies in a namespace of the entity's owner. So an
 * entity's annotation alone shows nothing of another team.
 */
export function belongsTo(
  workload: { cluster: string; namespace: string; entityRef?: string },
  binding: EntityBinding,
  owners: readonly NamespaceOwner[],
): boolean {
  if (binding.cluster && workload.cluster !== binding.cluster) {
    return false;
  }
  if (binding.namespace && workload.namespace !== binding.namespace) {
    return false;
  }
  return workload.entityRef === undefined
    ? namespaceOwnersOf(workload, owners).some(owner =>
        binding.owners.includes(owner),
      )
    : workload.entityRef === binding.entityRef;
}
