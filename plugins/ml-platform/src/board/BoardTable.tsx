import { Workload } from '@callboard/plugin-ml-platform-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlPlatformTranslationRef } from '../translation';
import { ActRows } from './ActRows';
import { ActId, ACTS } from './acts';
import styles from './BoardTable.module.css';

/** The call sheet: a part an act, a row a workload. */
export function BoardTable(props: {
  acts: Map<ActId, Workload[]>;
  isStale: (workload: Workload) => boolean;
}) {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  return (
    <div className={styles.scroll}>
      <table className={styles.board} aria-label={t('board.title')}>
        <thead>
          <tr>
            <th scope="col">{t('board.column.status')}</th>
            <th scope="col">{t('board.column.workload')}</th>
            <th scope="col">{t('board.column.where')}</th>
            <th scope="col">{t('board.column.devices')}</th>
            <th scope="col">{t('board.column.why')}</th>
            <th scope="col">{t('board.column.when')}</th>
          </tr>
        </thead>
        {ACTS.map(({ id, look }) => {
          const workloads = props.acts.get(id) ?? [];
          return workloads.length > 0 ? (
            <ActRows
              key={id}
              act={id}
              look={look}
              workloads={workloads}
              isStale={props.isStale}
            />
          ) : null;
        })}
      </table>
    </div>
  );
}
