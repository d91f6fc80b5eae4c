import { Workload, WorkloadPod } from '@callboard/plugin-ml-platform-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Quiet } from '../common/Quiet';
import { mlPlatformTranslationRef } from '../translation';
import { PodGrid } from './PodGrid';
import { hasEnded, liveGroups } from './workloadFacts';
import styles from './WorkloadPanel.module.css';

/** The pods of each group; what has ended may have none left, and says so. */
export function PodGroups(props: {
  workload: Workload;
  onSelect: (pod: WorkloadPod) => void;
}) {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  const { workload } = props;
  const live = liveGroups(workload);
  const shown = workload.groups.filter(
    group => live.includes(group) || group.pods.length > 0,
  );
  const gone = workload.groups.filter(group => !shown.includes(group));
  return (
    <>
      {shown.length > 0 && (
        <div className={styles.groups}>
          {shown.map(group => (
            <PodGrid key={group.name} group={group} onSelect={props.onSelect} />
          ))}
        </div>
      )}
      {hasEnded(workload) && gone.length > 0 && (
        <Quiet>
          {t('workload.goneOf', {
            groups: gone.map(({ name }) => name).join(', '),
          })}
        </Quiet>
      )}
      {!hasEnded(workload) && shown.length === 0 && (
        <Quiet>{t('workload.noPods')}</Quiet>
      )}
    </>
  );
}
