import { mlModelReadPermission } from '@callboard/plugin-ml-platform-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { SectionCard } from '../common/SectionCard';
import { staleSource } from '../common/staleness';
import { useEntityState } from '../live';
import { mlPlatformTranslationRef } from '../translation';
import { ModelSummary } from './ModelSummary';
import { NoModels } from './NoModels';

/**
 * Entity card: which version is champion, and what comes next?
 *
 * @public
 */
export function ModelCard() {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  const live = useEntityState();
  const section = live.state?.models;
  return (
    <SectionCard
      title={t('modelCard.title')}
      live={live}
      section={section}
      permission={mlModelReadPermission.name}
      whenEmpty={live.state && <NoModels state={live.state} />}
    >
      {(models, { sources }) =>
        models.map(model => (
          <ModelSummary
            key={`${model.instance} ${model.name}`}
            model={model}
            stale={staleSource(sources, 'mlflow', model.instance)}
          />
        ))
      }
    </SectionCard>
  );
}
