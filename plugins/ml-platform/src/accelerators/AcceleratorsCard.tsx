import { mlWorkloadReadPermission } from '@callboard/plugin-ml-platform-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { CardFrame } from '../common/CardFrame';
import { LiveBadge } from '../common/LiveBadge';
import { SectionFrame } from '../common/SectionFrame';
import { SourcesLine } from '../common/SourcesLine';
import { staleSource } from '../common/staleness';
import { useEntityState } from '../live';
import { mlPlatformTranslationRef } from '../translation';
import { HoldingSummary } from './HoldingSummary';
import { NoAccelerators } from './NoAccelerators';

/**
 * Entity card: what do I hold, and do I use it?
 *
 * @public
 */
export function AcceleratorsCard() {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  const live = useEntityState();
  const section = live.state?.accelerators;
  return (
    <CardFrame
      title={t('acceleratorsCard.title')}
      live={
        <LiveBadge
          status={live.status}
          heardAt={live.heardAt}
          sources={section?.sources}
        />
      }
      footer={section && <SourcesLine sources={section.sources} />}
    >
      <SectionFrame
        live={live}
        section={section}
        permission={mlWorkloadReadPermission.name}
        whenEmpty={live.state && <NoAccelerators state={live.state} />}
      >
        {(holdings, { sources }) =>
          holdings.map(holding => (
            <HoldingSummary
              key={`${holding.cluster} ${holding.resource} ${holding.product}`}
              holding={holding}
              stale={staleSource(sources, 'kubernetes', holding.cluster)}
            />
          ))
        }
      </SectionFrame>
    </CardFrame>
  );
}
