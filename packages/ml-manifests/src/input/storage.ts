import { z } from 'zod/v3';
import { refuse } from './refuse';
import { matching, memory, optional } from './scalars';

/** Where a workload keeps data, one shape for each kind. @public */
export type StorageInput =
  | { type: 'none' }
  | { type: 'pvc'; claimName: string; mountPath: string }
  | { type: 's3'; uri: string }
  | { type: 'ephemeral'; size: string; mountPath: string };

/** The one field that each type needs. */
const NEEDS = {
  none: undefined,
  pvc: 'claimName',
  s3: 'uri',
  ephemeral: 'size',
} as const;

const fields = z
  .object({
    type: z
      .enum(['none', 'pvc', 's3', 'ephemeral'])
      .default('none')
      .describe(
        'none: nothing beyond the container; pvc: an existing volume in every pod; s3: a prefix; ephemeral: scratch space gone with the pod',
      ),
    claimName: optional(
      matching(
        /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/,
        'is not the name of a PersistentVolumeClaim',
        'use the name as `kubectl get pvc` shows it',
        'For pvc: PersistentVolumeClaim in the same namespace',
      ),
    ),
    uri: optional(
      matching(
        /^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/[^\s]*)?$/,
        'is not an S3 location',
        'use s3://bucket/prefix',
        'For s3: bucket and prefix, which the code reads from CALLBOARD_STORAGE',
      ),
    ),
    size: optional(
      memory('For ephemeral: upper limit for each pod, such as 50Gi'),
    ),
    mountPath: optional(
      matching(
        /^\/(?!tmp\/ray(\/|$))[^\s:]*[^\s:/]$/,
        'is not a path to mount on',
        'use an absolute path outside /tmp/ray, such as /mnt/storage',
        'For pvc and ephemeral: where it shows in every pod',
      ),
    ),
  })
  .strict();

/**
 * One flat object and no union of shapes: validators of unions cannot say
 * which field is at fault.
 */
export const storageInput = fields
  .default({})
  .superRefine((storage, ctx) => {
    const { type } = storage;
    for (const field of ['claimName', 'uri', 'size'] as const) {
      const given = storage[field] !== undefined;
      if (field === NEEDS[type] && !given) {
        refuse(ctx, [field], `${type} storage needs it`, 'give it a value');
      }
      if (field !== NEEDS[type] && given) {
        const problem = `it does not go with ${type} storage`;
        refuse(ctx, [field], problem, 'remove it, or choose another type');
      }
    }
  })
  .transform(toStorage)
  .describe('Where the workload keeps data and checkpoints');

function toStorage({
  type,
  claimName = '',
  uri = '',
  size = '',
  mountPath,
}: z.output<typeof fields>): StorageInput {
  switch (type) {
    case 'pvc':
      return { type, claimName, mountPath: mountPath ?? '/mnt/storage' };
    case 's3':
      return { type, uri };
    case 'ephemeral':
      return { type, size, mountPath: mountPath ?? '/mnt/scratch' };
    default:
      return { type };
  }
}
