import { HealthStatus, Workload } from '@callboard/plugin-ml-platform-common';
import { Button } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import clsx from 'clsx';
import { useState } from 'react';
import { statusLook } from '../common/tone';
import tones from '../common/tone.module.css';
import { mlPlatformTranslationRef } from '../translation';
import { ActId } from './acts';
import { BoardRow } from './BoardRow';
import styles from './BoardTable.module.css';

/** Of an act at first; a portal may have thousands that are over. */
const SHOWN = 50;

/** One act of the board with its heading. */
export function ActRows(props: {
  act: ActId;
  look: HealthStatus;
  workloads: Workload[];
  isStale: (workload: Workload) => boolean;
}) {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  const [all, setAll] = useState(false);
  const { act, workloads } = props;
  const shown = all ? workloads : workloads.slice(0, SHOWN);
  const { icon: Icon, tone } = statusLook(props.look);
  return (
    <tbody className={clsx(tones[tone])}>
      <tr className={styles.actRow}>
        <th colSpan={6} scope="rowgroup">
          <Icon size={16} aria-hidden />
          <span className={styles.actName}>{t(`act.${act}`)}</span>
          <span className={styles.actCount}>{workloads.length}</span>
          <span className={styles.actCue}>{t(`cue.${act}`)}</span>
        </th>
      </tr>
      {shown.map(workload => (
        <BoardRow
          key={workload.uid}
          workload={workload}
          stale={props.isStale(workload)}
        />
      ))}
      {shown.length < workloads.length && (
        <tr>
          <td colSpan={6}>
            <Button
              size="small"
              variant="tertiary"
              onPress={() => setAll(true)}
            >
              {t('board.showAll', { count: workloads.length })}
            </Button>
          </td>
        </tr>
      )}
    </tbody>
  );
}
