import { SourceStatus, Workload } from '@callboard/plugin-ml-platform-common';
import { Link } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import clsx from 'clsx';
import { Clamped } from '../common/Clamped';
import { StaleNote } from '../common/StaleNote';
import { StatusChip } from '../common/StatusChip';
import { statusLook } from '../common/tone';
import tones from '../common/tone.module.css';
import { mlPlatformTranslationRef } from '../translation';
import { DeliveryLine } from './DeliveryLine';
import { HeadlineReason } from './HeadlineReason';
import { KindIcon } from './KindIcon';
import { Since } from './Since';
import { anchorOf } from './workloadFacts';
import { WorkloadExtent } from './WorkloadExtent';
import styles from './WorkloadSummary.module.css';

/** One workload on the card: is it running, and if not, why. */
export function WorkloadSummary(props: {
  workload: Workload;
  stale: SourceStatus | undefined;
  tabHref: string;
}) {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  const { workload, stale } = props;
  const { verdict, queue } = workload;
  const [headline] = verdict.reasons;
  return (
    <article
      className={clsx(
        styles.summary,
        tones[stale ? 'neutral' : statusLook(verdict.status).tone],
      )}
      aria-label={`${workload.kind} ${workload.name}`}
    >
      {stale && <StaleNote source={stale} />}
      <div className={clsx(styles.content, stale && styles.stale)}>
        <div className={styles.head}>
          <div className={styles.title}>
            <KindIcon kind={workload.kind} />
            <span className={styles.kind}>{workload.kind}</span>
            <Link
              href={`${props.tabHref}#${anchorOf(workload)}`}
              weight="bold"
              standalone
            >
              {workload.name}
            </Link>
          </div>
          <span className={styles.verdict}>
            <StatusChip status={verdict.status} stale={Boolean(stale)} />
            <span className={styles.since}>
              <Since workload={workload} />
            </span>
          </span>
        </div>
        <div className={styles.where}>
          {workload.cluster} / {workload.namespace}
          {queue && ` · ${t('workload.queue', { queue })}`}
        </div>
        {headline ? (
          <HeadlineReason reason={headline} />
        ) : (
          verdict.summary !== t(`status.${verdict.status}`) && (
            <div className={styles.text}>
              <Clamped text={verdict.summary} />
            </div>
          )
        )}
        <WorkloadExtent workload={workload} />
        {workload.delivery && <DeliveryLine delivery={workload.delivery} />}
      </div>
    </article>
  );
}
