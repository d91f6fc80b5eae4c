import { WorkloadGroup } from '@callboard/plugin-ml-platform-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import clsx from 'clsx';
import { podLook } from '../common/tone';
import tones from '../common/tone.module.css';
import { mlPlatformTranslationRef } from '../translation';
import styles from './GroupBars.module.css';

/** Above this a cell a pod is too fine to see, and a bar says as much. */
const MAX_CELLS = 24;

/** Ready of desired pods, a line a group. */
export function GroupBars({ groups }: { groups: WorkloadGroup[] }) {
  return (
    <div className={styles.groups}>
      {groups.map(group => (
        <GroupBar key={group.name} group={group} />
      ))}
    </div>
  );
}

function GroupBar({ group }: { group: WorkloadGroup }) {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  const { name, ready, desired, pods } = group;
  const total = Math.max(desired, pods.length);
  return (
    <div className={styles.group}>
      <span className={styles.name} title={name}>
        {name}
      </span>
      <span className={styles.count}>
        {t('group.readyOf', { ready: `${ready}`, desired: `${desired}` })}
      </span>
      {total <= MAX_CELLS ? (
        <span className={styles.cells} aria-hidden>
          {Array.from({ length: total }, (_, index) => (
            <span
              key={pods[index]?.uid ?? index}
              className={clsx(
                styles.cell,
                pods[index] && tones[podLook(pods[index].state).tone],
              )}
              data-state={pods[index]?.state ?? 'absent'}
            />
          ))}
        </span>
      ) : (
        <span className={clsx(styles.bar, tones.positive)} aria-hidden>
          <span
            style={{ width: `${(100 * Math.min(ready, total)) / total}%` }}
          />
        </span>
      )}
    </div>
  );
}
