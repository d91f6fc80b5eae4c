import { Workload } from '@callboard/plugin-ml-platform-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatDuration } from '../live/duration';
import { mlPlatformTranslationRef } from '../translation';
import { GroupBars } from './GroupBars';
import {
  deviceCount,
  liveGroups,
  ranForMs,
  requestedBy,
  waitsForDevices,
} from './workloadFacts';
import styles from './WorkloadSummary.module.css';

/** How large it is: its pods, what it waits for, or how long it ran. */
export function WorkloadExtent({ workload }: { workload: Workload }) {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  const groups = liveGroups(workload);
  const ran = ranForMs(workload);
  const devices = waitsForDevices(workload) ? requestedBy(workload) : [];
  const words = [
    devices.length > 0 &&
      t('workload.asksFor', { devices: devices.map(deviceCount).join(', ') }),
    ran !== undefined && t('workload.ran', { duration: formatDuration(ran) }),
  ].filter(Boolean);
  return (
    <>
      {groups.length > 0 && <GroupBars groups={groups} />}
      {words.length > 0 && (
        <div className={styles.since}>{words.join(' · ')}</div>
      )}
    </>
  );
}
