import { WorkloadPod } from '@callboard/plugin-ml-platform-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import clsx from 'clsx';
import { podLook } from '../common/tone';
import tones from '../common/tone.module.css';
import { mlPlatformTranslationRef } from '../translation';
import styles from './PodGrid.module.css';

/** One pod: colour, fill and letter each tell its state. */
export function PodCell(props: {
  pod: WorkloadPod;
  tabIndex: number;
  onFocus: () => void;
  onSelect: () => void;
}) {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  const { pod } = props;
  const look = podLook(pod.state);
  const label = [
    pod.name,
    t(`pod.state.${pod.state}`),
    pod.reason,
    pod.restarts > 0 && t('pod.restartCount', { count: pod.restarts }),
  ]
    .filter(Boolean)
    .join(', ');
  return (
    <button
      type="button"
      className={clsx(styles.cell, tones[look.tone])}
      data-state={pod.state}
      data-restarted={pod.restarts > 0 || undefined}
      tabIndex={props.tabIndex}
      aria-label={label}
      title={label}
      onFocus={props.onFocus}
      onClick={props.onSelect}
    >
      {look.letter}
    </button>
  );
}
