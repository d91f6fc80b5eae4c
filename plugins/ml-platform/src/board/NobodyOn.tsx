import { Section, Workload } from '@callboard/plugin-ml-platform-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { NothingFound } from '../common/NothingFound';
import { mlPlatformTranslationRef } from '../translation';

/** No workload that this person may see. */
export function NobodyOn({ section }: { section: Section<Workload> }) {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  return (
    <NothingFound section={section} title={t('board.empty')}>
      <p>{t('board.emptyWhy')}</p>
    </NothingFound>
  );
}
