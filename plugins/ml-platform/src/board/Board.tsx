import { mlWorkloadReadPermission } from '@callboard/plugin-ml-platform-common';
import { SearchField } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useSearchParams } from 'react-router-dom';
import { LiveBadge } from '../common/LiveBadge';
import { SectionFrame } from '../common/SectionFrame';
import { SourcesLine } from '../common/SourcesLine';
import { staleSource } from '../common/staleness';
import { mlPlatformTranslationRef } from '../translation';
import { VerdictAnnouncer } from '../workloads/VerdictAnnouncer';
import { ActFilter } from './ActFilter';
import { ActId, byAct, isActId, matches } from './acts';
import styles from './Board.module.css';
import { BoardTable } from './BoardTable';
import { NobodyOn } from './NobodyOn';
import { useFleetState } from './useFleetState';

/**
 * The callboard: every workload that the person may see, what needs somebody
 * first. Filters live in the address, so that a view can be shared.
 *
 * @public
 */
export function Board() {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  const live = useFleetState();
  const [params, setParams] = useSearchParams();
  const query = params.get('q') ?? '';
  const act = params.get('show');
  const selected = isActId(act) ? act : undefined;

  const setParam = (name: string, value: string | undefined) =>
    setParams(
      last => {
        const next = new URLSearchParams(last);
        if (value) {
          next.set(name, value);
        } else {
          next.delete(name);
        }
        return next;
      },
      { replace: true },
    );

  return (
    <div className={styles.board} data-testid="callboard">
      <div className={styles.bulbs} aria-hidden />
      <div className={styles.head}>
        <p className={styles.tagline}>{t('board.tagline')}</p>
        <LiveBadge
          status={live.status}
          heardAt={live.heardAt}
          sources={live.fleet?.sources}
        />
      </div>
      <SectionFrame
        live={live}
        section={live.fleet}
        permission={mlWorkloadReadPermission.name}
        whenEmpty={live.fleet && <NobodyOn section={live.fleet} />}
      >
        {(workloads, { sources }) => {
          const found = byAct(workloads.filter(w => matches(w, query)));
          const counts = new Map<ActId, number>(
            [...found].map(([id, rows]) => [id, rows.length]),
          );
          const shown = selected
            ? new Map([[selected, found.get(selected) ?? []]])
            : found;
          const total = [...shown.values()].flat().length;
          return (
            <>
              <VerdictAnnouncer workloads={workloads} />
              <ActFilter
                counts={counts}
                selected={selected}
                onSelect={id => setParam('show', id)}
              />
              <SearchField
                aria-label={t('board.search')}
                placeholder={t('board.search')}
                value={query}
                onChange={value => setParam('q', value)}
              />
              {total > 0 ? (
                <BoardTable
                  acts={shown}
                  isStale={({ cluster }) =>
                    Boolean(staleSource(sources, 'kubernetes', cluster))
                  }
                />
              ) : (
                <p className={styles.none}>{t('board.noMatch')}</p>
              )}
            </>
          );
        }}
      </SectionFrame>
      <SourcesLine sources={live.fleet?.sources ?? []} />
    </div>
  );
}
