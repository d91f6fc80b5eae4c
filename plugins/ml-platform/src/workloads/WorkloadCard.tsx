import { mlWorkloadReadPermission } from '@callboard/plugin-ml-platform-common';
import { Link } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { SectionCard } from '../common/SectionCard';
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

  return (
    <SectionCard
      title={t('workloadCard.title')}
      more={({ items }) =>
        items.length > 0 && (
          <Link href={tabHref} variant="body-small">
            {items.length > SHOWN
              ? t('workloadCard.more', { count: items.length - SHOWN })
              : t('workloadCard.open')}
          </Link>
        )
      }
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
    </SectionCard>
  );
}
