import { Reason } from '@callboard/plugin-ml-platform-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiArrowRightLine } from '@remixicon/react';
import { Clamped } from '../common/Clamped';
import { mlPlatformTranslationRef } from '../translation';
import styles from './HeadlineReason.module.css';

/** The first thing that blocks, and what to do about it. */
export function HeadlineReason({ reason }: { reason: Reason }) {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  return (
    <div className={styles.reason}>
      <div className={styles.message}>
        <Clamped
          text={reason.message}
          lead={
            <span className={styles.layer}>{t(`layer.${reason.layer}`)} </span>
          }
        />
      </div>
      {reason.fix && (
        <div className={styles.fix}>
          <RiArrowRightLine size={14} aria-label={t('reason.fix')} />
          <span>{reason.fix}</span>
        </div>
      )}
    </div>
  );
}
