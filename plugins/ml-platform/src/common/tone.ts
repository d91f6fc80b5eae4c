import { HealthStatus, PodState } from '@callboard/plugin-ml-platform-common';
import {
  RiAlertFill,
  RiCheckDoubleLine,
  RiCheckboxCircleFill,
  RiCloseCircleFill,
  RiHourglass2Fill,
  RiPauseCircleLine,
  RiProgress4Line,
  RiQuestionLine,
  RiSearchLine,
  RiStopCircleLine,
  RemixiconComponentType,
} from '@remixicon/react';

/** What a state asks of the person who sees it; picks the colours. */
export type Tone = 'negative' | 'warning' | 'progress' | 'positive' | 'neutral';

/** Each status has its own shape beside its colour, and a rank: worst first. */
export const STATUS_LOOK: Record<
  HealthStatus,
  { tone: Tone; icon: RemixiconComponentType; rank: number }
> = {
  failed: { tone: 'negative', icon: RiCloseCircleFill, rank: 0 },
  degraded: { tone: 'negative', icon: RiAlertFill, rank: 1 },
  missing: { tone: 'warning', icon: RiSearchLine, rank: 2 },
  unknown: { tone: 'neutral', icon: RiQuestionLine, rank: 3 },
  queued: { tone: 'warning', icon: RiHourglass2Fill, rank: 4 },
  progressing: { tone: 'progress', icon: RiProgress4Line, rank: 5 },
  healthy: { tone: 'positive', icon: RiCheckboxCircleFill, rank: 6 },
  suspended: { tone: 'neutral', icon: RiPauseCircleLine, rank: 7 },
  stopped: { tone: 'neutral', icon: RiStopCircleLine, rank: 8 },
  completed: { tone: 'positive', icon: RiCheckDoubleLine, rank: 9 },
};

/** The letter stands in for the colour. */
export const POD_LOOK: Record<PodState, { tone: Tone; letter: string }> = {
  running: { tone: 'positive', letter: 'R' },
  starting: { tone: 'progress', letter: 'S' },
  pending: { tone: 'warning', letter: 'P' },
  failed: { tone: 'negative', letter: 'F' },
  succeeded: { tone: 'positive', letter: 'D' },
  terminating: { tone: 'neutral', letter: 'T' },
};

/** The look of a status; one that this version does not know is `unknown`. */
export function statusLook(status: HealthStatus) {
  return STATUS_LOOK[status] ?? STATUS_LOOK.unknown;
}

/** The look of a pod's state; one that this version does not know is pending. */
export function podLook(state: PodState) {
  return POD_LOOK[state] ?? { tone: 'neutral', letter: '?' };
}
