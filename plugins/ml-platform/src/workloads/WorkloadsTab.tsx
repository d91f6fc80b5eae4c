import {
  mlModelReadPermission,
  mlWorkloadReadPermission,
} from '@callboard/plugin-ml-platform-common';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AcceleratorsSection } from '../accelerators/AcceleratorsSection';
import { NoAccelerators } from '../accelerators/NoAccelerators';
import { LiveBadge } from '../common/LiveBadge';
import { SectionFrame } from '../common/SectionFrame';
import { SourcesLine } from '../common/SourcesLine';
import { staleSource } from '../common/staleness';
import { TabSection } from '../common/TabSection';
import { bindsModels, bindsWorkloads } from '../filters';
import { useEntityState } from '../live';
import { ModelsSection } from '../models/ModelsSection';
import { NoModels } from '../models/NoModels';
import { mlPlatformTranslationRef } from '../translation';
import { NoWorkloads } from './NoWorkloads';
import { VerdictAnnouncer } from './VerdictAnnouncer';
import { bySeverity } from './workloadFacts';
import { WorkloadPanel } from './WorkloadPanel';
import styles from './WorkloadsTab.module.css';

/**
 * Entity tab: every workload with its reasons, pods, events and delivery; the
 * accelerators that they hold; the models that came out of them.
 *
 * @public
 */
export function WorkloadsTab() {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  const { entity } = useEntity();
  const live = useEntityState();
  const state = live.state;

  return (
    <div className={styles.tab}>
      <TabSection
        title={t('tab.workloads')}
        aside={
          <LiveBadge
            status={live.status}
            heardAt={live.heardAt}
            sources={state?.workloads.sources}
          />
        }
        footer={<SourcesLine sources={state?.workloads.sources ?? []} />}
      >
        <SectionFrame
          live={live}
          section={state?.workloads}
          permission={mlWorkloadReadPermission.name}
          whenEmpty={state && <NoWorkloads section={state.workloads} />}
        >
          {(workloads, { sources }) => (
            <>
              <VerdictAnnouncer workloads={workloads} />
              {[...workloads].sort(bySeverity).map(workload => (
                <WorkloadPanel
                  key={workload.uid}
                  workload={workload}
                  stale={staleSource(sources, 'kubernetes', workload.cluster)}
                />
              ))}
            </>
          )}
        </SectionFrame>
      </TabSection>

      {state && bindsWorkloads(entity) && (
        <TabSection
          title={t('tab.accelerators')}
          footer={<SourcesLine sources={state.accelerators.sources} />}
        >
          <SectionFrame
            live={{ ...live, error: undefined }}
            section={state.accelerators}
            permission={mlWorkloadReadPermission.name}
            whenEmpty={<NoAccelerators state={state} />}
          >
            {(holdings, { sources }) => (
              <AcceleratorsSection holdings={holdings} sources={sources} />
            )}
          </SectionFrame>
        </TabSection>
      )}

      {state && (bindsModels(entity) || state.models.items.length > 0) && (
        <TabSection
          title={t('tab.models')}
          footer={<SourcesLine sources={state.models.sources} />}
        >
          <SectionFrame
            live={{ ...live, error: undefined }}
            section={state.models}
            permission={mlModelReadPermission.name}
            whenEmpty={<NoModels state={state} />}
          >
            {(models, { sources }) => (
              <ModelsSection models={models} sources={sources} />
            )}
          </SectionFrame>
        </TabSection>
      )}
    </div>
  );
}
