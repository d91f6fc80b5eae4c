import { SourceStatus } from '@callboard/plugin-ml-platform-common';
import { VisuallyHidden } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import clsx from 'clsx';
import { Age, LiveStatus, useNow } from '../live';
import { formatDuration } from '../live/duration';
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
 * sign of life. Live only when every upstream is; quiet then, with the age on
 * hover and for screen readers, and loud otherwise.
 */
export function LiveBadge(props: {
  status: LiveStatus;
  heardAt?: number;
  sources?: SourceStatus[];
}) {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  const { heardAt } = props;
  const partial =
    props.status === 'live' &&
    props.sources?.some(source => source.state !== 'live');
  const status = partial ? 'partial' : props.status;
  const quiet = status === 'live' || status === 'loading';
  return (
    <span
      className={clsx(styles.badge, tones[TONES[status]])}
      data-status={status}
      data-quiet={quiet || undefined}
      data-testid="live-badge"
    >
      <span className={styles.dot} aria-hidden />
      {quiet ? (
        <QuietState word={t(`live.${status}`)} heardAt={heardAt} />
      ) : (
        <span>
          {t(`live.${status}`)}
          {heardAt !== undefined && (
            <>
              {', '}
              <Age at={heardAt} />
            </>
          )}
        </span>
      )}
    </span>
  );
}

function QuietState(props: { word: string; heardAt: number | undefined }) {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  const now = useNow();
  const { word, heardAt } = props;
  if (heardAt === undefined) {
    return <span>{word}</span>;
  }
  const age = t('age.ago', { duration: formatDuration(now - heardAt) });
  return (
    <span title={t('live.heard', { age })}>
      {word}
      <VisuallyHidden>{`, ${age}`}</VisuallyHidden>
    </span>
  );
}
