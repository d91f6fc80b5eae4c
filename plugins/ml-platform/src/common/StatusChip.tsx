import { HealthStatus } from '@callboard/plugin-ml-platform-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiHistoryLine } from '@remixicon/react';
import clsx from 'clsx';
import { mlPlatformTranslationRef } from '../translation';
import styles from './StatusChip.module.css';
import { statusLook } from './tone';
import tones from './tone.module.css';

/** What stays true although nobody can check it any more. */
const LASTING: HealthStatus[] = ['unknown', 'completed', 'failed', 'stopped'];

/**
 * A verdict in one word, with its own colour and its own shape. What nobody can
 * check any more says so and loses both.
 */
export function StatusChip(props: {
  status: HealthStatus;
  size?: 'small' | 'medium';
  stale?: boolean;
}) {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  const word = t(`status.${props.status}`);
  const { icon: Icon, tone } = props.stale
    ? ({ icon: RiHistoryLine, tone: 'neutral' } as const)
    : statusLook(props.status);
  return (
    <span
      className={clsx(styles.chip, tones[tone])}
      data-status={props.stale ? 'unknown' : props.status}
      data-size={props.size ?? 'medium'}
    >
      <Icon size={props.size === 'small' ? 14 : 16} aria-hidden />
      {props.stale && !LASTING.includes(props.status)
        ? t('stale.verdict', { verdict: word })
        : word}
    </span>
  );
}
