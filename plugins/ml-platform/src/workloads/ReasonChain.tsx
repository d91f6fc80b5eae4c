import { Reason } from '@callboard/plugin-ml-platform-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiArrowRightLine } from '@remixicon/react';
import { mlPlatformTranslationRef } from '../translation';
import styles from './ReasonChain.module.css';

/** Everything that keeps a workload from running, what blocks first on top. */
export function ReasonChain({ reasons }: { reasons: Reason[] }) {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  return (
    <ol className={styles.chain} aria-label={t('reason.chain')}>
      {reasons.map((reason, index) => (
        <li key={`${reason.code} ${reason.object} ${index}`}>
          <div className={styles.message}>{reason.message}</div>
          {reason.fix && (
            <div className={styles.fix}>
              <RiArrowRightLine size={14} aria-label={t('reason.fix')} />
              <span>{reason.fix}</span>
            </div>
          )}
          <div className={styles.origin}>
            {t(`layer.${reason.layer}`)} · <code>{reason.code}</code>
            {reason.object && (
              <>
                {' '}
                · <code>{reason.object}</code>
              </>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}
