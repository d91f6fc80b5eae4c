import { mlWorkloadReadPermission } from '@callboard/plugin-ml-platform-common';
import { Link } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { CardFrame } from '../common/CardFrame';
import { LiveBadge } from '../common/LiveBadge';
import { SectionFrame } from '../common/SectionFrame';
import { SourcesLine } from '../common/SourcesLine';
import { staleSource } from '../common/staleness';
import { useEntityState } from '../live';
import { useTabHref } from '../routing/useTabHref';
import { mlPlatformTranslationRef } from '../translation';
import { NoWorkloads } from './NoWorkloads';
import { VerdictAnnouncer } from './VerdictAnnouncer';
import { bySeverity } from './workloadFacts';
import { WorkloadSummary } from './WorkloadSummary';

const SHOWN = 3;

/**
 * Entity card: is my thing running, and if not, why? Shows the three workloads
 * that need most attention; the tab has them all.
 *
 * @public
 */
export function WorkloadCard() {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  const live = useEntityState();
  const tabHref = useTabHref();
  const section = live.state?.workloads;
  const more = Math.max(0, (section?.items.length ?? 0) - SHOWN);

  return (
    <CardFrame
      title={t('workloadCard.title')}
      live={
        <LiveBadge
          status={live.status}
          heardAt={live.heardAt}
          sources={section?.sources}
        />
      }
      footer={
        section && (
          <>
            <SourcesLine sources={section.sources} />
            {section.items.length > 0 && (
              <Link href={tabHref} variant="body-small">
                {more > 0
                  ? t('workloadCard.more', { count: more })
                  : t('workloadCard.open')}
              </Link>
            )}
          </>
        )
      }
    >
      <SectionFrame
        live={live}
        section={section}
        permission={mlWorkloadReadPermission.name}
        whenEmpty={section && <NoWorkloads section={section} />}
      >
        {(workloads, { sources }) => (
          <>
            <VerdictAnnouncer workloads={workloads} />
            {[...workloads]
              .sort(bySeverity)
              .slice(0, SHOWN)
              .map(workload => (
                <WorkloadSummary
                  key={workload.uid}
                  workload={workload}
                  stale={staleSource(sources, 'kubernetes', workload.cluster)}
                  tabHref={tabHref}
                />
              ))}
          </>
        )}
      </SectionFrame>
    </CardFrame>
  );
}
