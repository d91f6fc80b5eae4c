import { Section, Workload } from '@callboard/plugin-ml-platform-common';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { NoAnnotation } from '../common/NoAnnotation';
import { NothingFound } from '../common/NothingFound';
import { bindsWorkloads } from '../filters';
import { mlPlatformTranslationRef } from '../translation';

/** No workload: the entity names none, or those that it names are not there. */
export function NoWorkloads({ section }: { section: Section<Workload> }) {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  const { entity } = useEntity();
  return bindsWorkloads(entity) ? (
    <NothingFound section={section}>
      <p>{t('empty.causes')}</p>
    </NothingFound>
  ) : (
    <NoAnnotation entity={entity} />
  );
}
