import { AcceleratorDevice } from '@callboard/plugin-ml-platform-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import tables from '../common/table.module.css';
import { mlPlatformTranslationRef } from '../translation';
import styles from './DeviceTable.module.css';
import { gib, percent } from './holdingFacts';

/** Each device that is held: where, by which pod, how busy. */
export function DeviceTable({ devices }: { devices: AcceleratorDevice[] }) {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  if (devices.length === 0) {
    return <div className={styles.none}>{t('devices.none')}</div>;
  }
  return (
    <div className={tables.scroll}>
      <table className={tables.table}>
        <caption className={tables.caption}>{t('devices.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('devices.pod')}</th>
            <th scope="col">{t('devices.device')}</th>
            <th scope="col">{t('devices.use')}</th>
            <th scope="col">{t('devices.memory')}</th>
          </tr>
        </thead>
        <tbody>
          {byPod(devices).map((device, index, all) => (
            <tr key={`${device.node} ${device.id}`}>
              {all[index - 1]?.pod !== device.pod && (
                <th
                  scope="rowgroup"
                  className={styles.pod}
                  data-last={
                    device.pod === all[all.length - 1].pod || undefined
                  }
                  rowSpan={all.filter(({ pod }) => pod === device.pod).length}
                >
                  {device.pod}
                  <div className={styles.sub}>{device.node}</div>
                </th>
              )}
              <th scope="row">
                <code className={styles.id} title={device.id}>
                  {shortId(device.id)}
                </code>
              </th>
              <td>
                {device.utilization === undefined ? (
                  <span className={styles.none}>{t('devices.noData')}</span>
                ) : (
                  <span className={styles.use}>
                    <span className={styles.meter} aria-hidden>
                      <span style={{ width: `${device.utilization * 100}%` }} />
                    </span>
                    {percent(device.utilization)}
                  </span>
                )}
              </td>
              <td>
                {device.memoryUsedBytes === undefined ? (
                  <span className={styles.none}>{t('devices.noData')}</span>
                ) : (
                  <span className={styles.memory}>
                    {gib(device.memoryUsedBytes)}
                    {device.memoryTotalBytes !== undefined &&
                      ` / ${gib(device.memoryTotalBytes)}`}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Devices of one pod side by side. */
function byPod(devices: AcceleratorDevice[]): AcceleratorDevice[] {
  return [...devices].sort((a, b) => a.pod.localeCompare(b.pod));
}

/** Device UUIDs are told apart by their first part. */
function shortId(id: string): string {
  return /^(GPU|MIG)-[0-9a-f]{8}-/.test(id) ? id.slice(0, 12) : id;
}
