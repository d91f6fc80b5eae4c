import { Workload } from '@callboard/plugin-ml-platform-common';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { memo } from 'react';
import { Clamped } from '../common/Clamped';
import { StatusChip } from '../common/StatusChip';
import { formatDuration } from '../live/duration';
import { mlPlatformTranslationRef } from '../translation';
import { KindIcon } from '../workloads/KindIcon';
import { Since } from '../workloads/Since';
import {
  deviceCount,
  ranForMs,
  requestedBy,
  teamOf,
  waitsForDevices,
} from '../workloads/workloadFacts';
import styles from './BoardTable.module.css';

/** One workload on the board; the name leads to its catalog entity. */
export const BoardRow = memo(Row);

function Row(props: { workload: Workload; stale: boolean }) {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  const { workload, stale } = props;
  const { verdict, entityRef } = workload;
  const [reason] = verdict.reasons;
  const devices = requestedBy(workload);
  const waits = waitsForDevices(workload);
  const ran = ranForMs(workload);
  const team = teamOf(workload);
  return (
    <tr className={styles.row} data-stale={stale || undefined}>
      <td className={styles.status}>
        <StatusChip status={verdict.status} size="small" stale={stale} />
      </td>
      <th scope="row" className={styles.name}>
        <div className={styles.workload}>
          <KindIcon kind={workload.kind} size={16} />
          <div>
            {entityRef ? (
              <EntityRefLink entityRef={entityRef} hideIcon disableTooltip>
                {workload.name}
              </EntityRefLink>
            ) : (
              workload.name
            )}
            <div className={styles.sub}>{workload.kind}</div>
          </div>
        </div>
      </th>
      <td className={styles.where}>
        <span title={workload.owner}>{team}</span>
        <div className={styles.sub}>
          {workload.cluster}
          {team !== workload.namespace && ` / ${workload.namespace}`}
        </div>
      </td>
      <td className={styles.devices}>
        {devices.length === 0
          ? '–'
          : devices.map(device => (
              <div key={device[0]} title={device[0]}>
                {waits
                  ? t('workload.asksFor', { devices: deviceCount(device) })
                  : deviceCount(device)}
              </div>
            ))}
      </td>
      <td className={styles.why}>
        <Clamped text={reason?.message ?? verdict.summary} />
        {reason?.fix && <div className={styles.sub}>{reason.fix}</div>}
        {ran !== undefined && (
          <div className={styles.sub}>
            {t('workload.ran', { duration: formatDuration(ran) })}
          </div>
        )}
        {stale && <div className={styles.sub}>{t('board.lastKnown')}</div>}
      </td>
      <td className={styles.when}>
        <Since workload={workload} />
      </td>
    </tr>
  );
}
