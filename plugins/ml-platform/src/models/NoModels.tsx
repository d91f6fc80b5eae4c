import { EntityState } from '@callboard/plugin-ml-platform-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { NothingFound } from '../common/NothingFound';
import { Quiet } from '../common/Quiet';
import { mlPlatformTranslationRef } from '../translation';
import { hasEnded } from '../workloads/workloadFacts';

/** No model: to be expected while one may still come, a finding after that. */
export function NoModels({ state }: { state: EntityState }) {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  const { models, workloads } = state;
  const mayCome = workloads.items.some(workload => !hasEnded(workload));
  const blind = models.sources.some(source => source.state !== 'live');
  if (!mayCome || blind || models.lookedFor.length === 0) {
    return <NothingFound section={models} />;
  }
  return (
    <>
      {models.lookedFor.map(({ what, where }) => (
        <Quiet key={`${what} ${where}`}>
          {t('modelCard.noneYet', { what, where })}
        </Quiet>
      ))}
    </>
  );
}
