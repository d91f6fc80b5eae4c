import { AcceleratorUsage } from '@callboard/plugin-ml-platform-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Age } from '../live';
import { formatDuration } from '../live/duration';
import { mlPlatformTranslationRef } from '../translation';
import { percent } from './holdingFacts';
import { Sparkline } from './Sparkline';
import styles from './Usage.module.css';

/** How much of what is held is used, now and over time, and who says so. */
export function Usage({ usage }: { usage: AcceleratorUsage | undefined }) {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  if (!usage || usage.measured === 0) {
    return <div className={styles.none}>{t('usage.none')}</div>;
  }
  const ratios = usage.history.map(([, ratio]) => ratio);
  const first = usage.history[0]?.[0];
  const last = usage.history[usage.history.length - 1]?.[0];
  const span = formatDuration(((last ?? 0) - (first ?? 0)) * 1000);
  return (
    <div className={styles.usage}>
      {ratios.length > 1 && (
        <>
          <Sparkline
            points={usage.history}
            label={t('usage.history', {
              span,
              low: percent(Math.min(...ratios)),
              high: percent(Math.max(...ratios)),
            })}
          />
          <div className={styles.axis}>
            <span>{t('age.ago', { duration: span })}</span>
            <span>{t('usage.now')}</span>
          </div>
        </>
      )}
      <div className={styles.origin}>
        <code>{usage.metric}</code>, <Age at={usage.observedAt} />
      </div>
    </div>
  );
}
