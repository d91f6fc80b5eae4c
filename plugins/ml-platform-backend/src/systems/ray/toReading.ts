import {
  WorkloadGroup,
  orderReasons,
} from '@callboard/plugin-ml-platform-common';
import {
  WorkloadContext,
  WorkloadReading,
} from '@callboard/plugin-ml-platform-node';
import { DeviceCounts } from '../../services/accelerators/countDevices';
import { RayJudgement } from './judgeRayCluster';

/** Puts a judgement and its facts into the shape that all systems share. */
export function toReading(
  context: WorkloadContext,
  judgement: RayJudgement,
  facts: {
    groups: WorkloadGroup[];
    readFrom: string[];
    details: WorkloadReading['details'];
    requested?: DeviceCounts;
    startedAt?: string;
    finishedAt?: string;
  },
): WorkloadReading {
  const { readFrom, ...rest } = facts;
  return {
    ...rest,
    links: [],
    verdict: {
      status: judgement.status,
      summary: judgement.summary,
      reasons: orderReasons(judgement.reasons),
      readFrom: [...readFrom, 'pods'],
      observedAt: context.observedAt,
    },
  };
}
