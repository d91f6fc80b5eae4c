import {
  AcceleratorHolding,
  Section,
} from '@callboard/plugin-ml-platform-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { NothingFound } from '../common/NothingFound';
import { mlPlatformTranslationRef } from '../translation';

/** Nothing is held: fine for what has finished, and says so. */
export function NoAccelerators(props: {
  section: Section<AcceleratorHolding>;
}) {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  return (
    <NothingFound section={props.section} title={t('acceleratorsCard.none')}>
      <p>{t('acceleratorsCard.noneWhy')}</p>
    </NothingFound>
  );
}
