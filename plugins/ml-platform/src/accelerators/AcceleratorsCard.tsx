import { mlWorkloadReadPermission } from '@callboard/plugin-ml-platform-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { SectionCard } from '../common/SectionCard';
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
    <SectionCard
      title={t('acceleratorsCard.title')}
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
    </SectionCard>
  );
}
