import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlPlatformTranslationRef } from '../translation';
import { formatDuration } from './duration';
import { useNow } from './useNow';

/**
 * How long ago something was: relative and ticking, with the absolute time on
 * hover and for screen readers. `bare` leaves out the "ago".
 */
export function Age(props: { at: string | number; bare?: boolean }) {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  const now = useNow();
  const date = new Date(props.at);
  if (Number.isNaN(date.getTime())) {
    return <span>{t('age.unknown')}</span>;
  }
  const duration = formatDuration(now - date.getTime());
  const relative = props.bare ? duration : t('age.ago', { duration });
  const absolute = date.toLocaleString(undefined, {
    dateStyle: 'medium',
    timeStyle: 'long',
  });
  return (
    <time
      dateTime={date.toISOString()}
      title={absolute}
      aria-label={`${relative}, ${absolute}`}
    >
      {relative}
    </time>
  );
}
