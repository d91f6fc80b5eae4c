import {
  AcceleratorHolding,
  SourceStatus,
} from '@callboard/plugin-ml-platform-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import clsx from 'clsx';
import { StaleNote } from '../common/StaleNote';
import { mlPlatformTranslationRef } from '../translation';
import { HoldingBar } from './HoldingBar';
import { holdingName, partsOf, percent } from './holdingFacts';
import styles from './HoldingSummary.module.css';
import { Usage } from './Usage';

/** One device type: asked for, held, in use. */
export function HoldingSummary(props: {
  holding: AcceleratorHolding;
  stale: SourceStatus | undefined;
}) {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  const { holding, stale } = props;
  const { requested, allocated, usage } = holding;
  const name = holdingName(holding);
  const measured = usage && usage.measured > 0 ? usage : undefined;
  return (
    <article className={styles.holding} aria-label={name}>
      {stale && <StaleNote source={stale} />}
      <div className={clsx(styles.content, stale && styles.stale)}>
        <div className={styles.head}>
          <div>
            <span className={styles.name} title={holding.product}>
              {name}
            </span>{' '}
            <span className={styles.where}>
              {holding.resource} · {holding.cluster}
            </span>
          </div>
          <dl className={styles.figures}>
            <Figure name={t('holding.requested')} value={`${requested}`} />
            <Figure name={t('holding.allocated')} value={`${allocated}`} />
            {allocated > 0 && (
              <>
                <Figure
                  name={t('holding.busy')}
                  value={measured ? `${measured.busy}` : t('holding.noData')}
                />
                <Figure
                  name={t('holding.average')}
                  value={
                    measured
                      ? percent(measured.utilization)
                      : t('holding.noData')
                  }
                />
              </>
            )}
          </dl>
        </div>
        <HoldingBar parts={partsOf(holding)} />
        {allocated > 0 && <Usage usage={usage} />}
      </div>
    </article>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
