import { Workload } from '@callboard/plugin-ml-platform-common';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { memo } from 'react';
import { resourceName } from '../accelerators/holdingFacts';
import { StatusChip } from '../common/StatusChip';
import { mlPlatformTranslationRef } from '../translation';
import { KindIcon } from '../workloads/KindIcon';
import { Since } from '../workloads/Since';
import { acceleratorsOf } from '../workloads/workloadFacts';
import styles from './BoardTable.module.css';

/** One workload on the board; the name leads to its catalog entity. */
export const BoardRow = memo(Row);

function Row(props: { workload: Workload; stale: boolean }) {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  const { workload, stale } = props;
  const { verdict, entityRef } = workload;
  const [reason] = verdict.reasons;
  const devices = acceleratorsOf(workload);
  return (
    <tr className={styles.row} data-stale={stale || undefined}>
      <td>
        <StatusChip status={verdict.status} size="small" stale={stale} />
      </td>
      <th scope="row">
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
        {workload.namespace}
        <div className={styles.sub}>{workload.cluster}</div>
      </td>
      <td className={styles.devices}>
        {devices.length === 0
          ? '–'
          : devices.map(([resource, count]) => (
              <div key={resource} title={resource}>
                {count} × {resourceName(resource)}
              </div>
            ))}
      </td>
      <td className={styles.why}>
        <div>{reason?.message ?? verdict.summary}</div>
        {reason?.fix && <div className={styles.sub}>{reason.fix}</div>}
        {stale && <div className={styles.sub}>{t('board.lastKnown')}</div>}
      </td>
      <td className={styles.when}>
        <Since workload={workload} />
      </td>
    </tr>
  );
}
