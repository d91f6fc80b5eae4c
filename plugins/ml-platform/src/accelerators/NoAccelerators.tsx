import { EntityState } from '@callboard/plugin-ml-platform-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { NothingFound } from '../common/NothingFound';
import { Quiet } from '../common/Quiet';
import { mlPlatformTranslationRef } from '../translation';
import { hasEnded } from '../workloads/workloadFacts';

/** Nothing is held: mostly fine, and a line says why. */
export function NoAccelerators({ state }: { state: EntityState }) {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  const { accelerators, workloads } = state;
  const blind = accelerators.sources.some(
    ({ kind, state: reads }) => kind === 'kubernetes' && reads !== 'live',
  );
  if (blind) {
    return (
      <NothingFound section={accelerators} title={t('acceleratorsCard.none')} />
    );
  }
  if (workloads.items.length === 0) {
    return <Quiet>{t('acceleratorsCard.noWorkloads')}</Quiet>;
  }
  return (
    <Quiet>
      {t(
        workloads.items.every(hasEnded)
          ? 'acceleratorsCard.ended'
          : 'acceleratorsCard.onCpu',
      )}
    </Quiet>
  );
}
