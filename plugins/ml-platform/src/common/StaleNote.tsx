import { SourceStatus } from '@callboard/plugin-ml-platform-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiHistoryLine } from '@remixicon/react';
import clsx from 'clsx';
import { Age } from '../live';
import { mlPlatformTranslationRef } from '../translation';
import styles from './StaleNote.module.css';
import tones from './tone.module.css';

/** Says that what stands below it is the last known, how old, and why. */
export function StaleNote({ source }: { source: SourceStatus }) {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  return (
    <div className={clsx(styles.note, tones.warning)} role="note">
      <RiHistoryLine size={16} aria-hidden />
      <span>
        <strong>{t('stale.title')}</strong>{' '}
        {source.observedAt && (
          <>
            {t('stale.from')} <Age at={source.observedAt} />.{' '}
          </>
        )}
        {t('stale.cause', {
          source: `${t(`source.kind.${source.kind}`)} ${source.name}`,
        })}
        {source.error && `: ${source.error}`}
      </span>
    </div>
  );
}
