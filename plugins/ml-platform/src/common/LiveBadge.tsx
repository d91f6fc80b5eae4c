import { SourceStatus } from '@callboard/plugin-ml-platform-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import clsx from 'clsx';
import { Age, LiveStatus } from '../live';
import { mlPlatformTranslationRef } from '../translation';
import styles from './LiveBadge.module.css';
import tones from './tone.module.css';

const TONES = {
  loading: 'neutral',
  live: 'positive',
  partial: 'warning',
  reconnecting: 'warning',
  error: 'negative',
} as const;

/**
 * Whether what is shown moves with the truth, and when the backend last gave a
 * sign of life. Live only when every upstream is.
 */
export function LiveBadge(props: {
  status: LiveStatus;
  heardAt?: number;
  sources?: SourceStatus[];
}) {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  const partial =
    props.status === 'live' &&
    props.sources?.some(source => source.state !== 'live');
  const status = partial ? 'partial' : props.status;
  return (
    <span className={styles.badge} data-testid="live-badge">
      <span
        className={clsx(styles.dot, tones[TONES[status]])}
        data-status={status}
        aria-hidden
      />
      <span>
        {t(`live.${status}`)}
        {props.heardAt !== undefined && status !== 'loading' && (
          <>
            {', '}
            <Age at={props.heardAt} />
          </>
        )}
      </span>
    </span>
  );
}
