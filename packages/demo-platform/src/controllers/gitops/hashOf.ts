import { createHash } from 'node:crypto';
import { Draft } from '../../kube/types';

/** Hash of what Git asks for: a new sync is due when it changes. */
export function hashOf(drafts: Draft[]): string {
  return createHash('sha256').update(JSON.stringify(drafts)).digest('hex');
}
