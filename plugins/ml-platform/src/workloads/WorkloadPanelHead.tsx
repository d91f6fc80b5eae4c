import { Workload } from '@callboard/plugin-ml-platform-common';
import { ButtonLink } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiExternalLinkLine } from '@remixicon/react';
import { StatusChip } from '../common/StatusChip';
import { formatDuration } from '../live/duration';
import { mlPlatformTranslationRef } from '../translation';
import { KindIcon } from './KindIcon';
import { Since } from './Since';
import {
  deviceCount,
  ranForMs,
  requestedBy,
  waitsForDevices,
} from './workloadFacts';
import styles from './WorkloadPanel.module.css';

/** Name, verdict and place of a workload, and the ways out of the portal. */
export function WorkloadPanelHead(props: {
  workload: Workload;
  stale: boolean;
}) {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  const { workload, stale } = props;
  const { verdict, queue, links } = workload;
  const ran = ranForMs(workload);
  const devices = requestedBy(workload).map(deviceCount).join(', ');
  return (
    <header className={styles.head}>
      <div className={styles.titleLine}>
        <KindIcon kind={workload.kind} size={22} />
        <h3 className={styles.title}>{workload.name}</h3>
        <StatusChip status={verdict.status} stale={stale} />
        {verdict.summary !== t(`status.${verdict.status}`) && (
          <span className={styles.summary}>{verdict.summary}</span>
        )}
        <span className={styles.links}>
          {links.map(link => (
            <ButtonLink
              key={link.url}
              href={link.url}
              target="_blank"
              rel="noopener noreferrer"
              size="small"
              variant="secondary"
              iconEnd={<RiExternalLinkLine />}
            >
              {link.title}
            </ButtonLink>
          ))}
        </span>
      </div>
      <div className={styles.where}>
        <span>{workload.kind}</span>
        <span>
          {workload.cluster} / {workload.namespace}
        </span>
        {queue && <span>{t('workload.queue', { queue })}</span>}
        {devices.length > 0 && (
          <span>
            {waitsForDevices(workload)
              ? t('workload.asksFor', { devices })
              : devices}
          </span>
        )}
        {ran !== undefined && (
          <span>{t('workload.ran', { duration: formatDuration(ran) })}</span>
        )}
        <Since workload={workload} />
      </div>
    </header>
  );
}
