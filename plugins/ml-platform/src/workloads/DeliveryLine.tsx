import { Delivery } from '@callboard/plugin-ml-platform-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiGitCommitLine } from '@remixicon/react';
import { Age } from '../live';
import { mlPlatformTranslationRef } from '../translation';
import styles from './DeliveryLine.module.css';
import { shortRevision } from './workloadFacts';

/** "Argo CD synced 4f2c1d0, 3 min ago". */
export function DeliveryLine({ delivery }: { delivery: Delivery }) {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  return (
    <div className={styles.line}>
      <RiGitCommitLine size={16} aria-hidden />
      <span>
        {t(`delivery.tool.${delivery.tool}`)}{' '}
        <strong>{t(`delivery.sync.${delivery.sync}`)}</strong>
        {delivery.revision && (
          <>
            {' '}
            <code title={delivery.revision}>
              {shortRevision(delivery.revision)}
            </code>
          </>
        )}
        {delivery.syncedAt && (
          <>
            {', '}
            <Age at={delivery.syncedAt} />
          </>
        )}
      </span>
    </div>
  );
}
