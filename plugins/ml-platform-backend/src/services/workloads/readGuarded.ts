import { toError } from '@backstage/errors';
import {
  MlSystem,
  WorkloadContext,
  WorkloadKind,
  WorkloadReading,
} from '@callboard/plugin-ml-platform-node';
import { isUnprojected } from '../clusters/guardProjection';

function unreadable(
  system: MlSystem,
  { object, observedAt }: WorkloadContext,
  error: string,
): WorkloadReading {
  return {
    groups: [],
    details: [],
    links: [],
    verdict: {
      status: 'unknown',
      summary: 'Cannot be read',
      reasons: [
        {
          layer: 'source',
          code: 'SystemFailed',
          message: `The portal's system ${system.id} could not read it: ${error}`,
          fix: `Tell whoever maintains the system ${system.id}; the workload itself may be well.`,
          object: `${object.kind}/${object.metadata.name}`,
        },
      ],
      readFrom: [],
      observedAt,
    },
  };
}

/**
 * Lets a system read one object. Systems come from other packages: one that
 * throws leaves this workload unknown and says so, and no other.
 */
export function readGuarded(
  system: MlSystem,
  kind: WorkloadKind,
  context: WorkloadContext,
): WorkloadReading {
  if (isUnprojected(context.object)) {
    return unreadable(system, context, context.object.projectionError);
  }
  try {
    return kind.read(context);
  } catch (error) {
    return unreadable(system, context, toError(error).message);
  }
}
