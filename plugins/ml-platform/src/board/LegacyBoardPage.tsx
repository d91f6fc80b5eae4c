import { Content, Header, Page } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlPlatformTranslationRef } from '../translation';
import { Board } from './Board';

/** The board in the page frame that the old frontend system leaves to pages. */
export function LegacyBoardPage() {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  return (
    <Page themeId="tool">
      <Header title={t('board.title')} />
      <Content noPadding>
        <Board />
      </Content>
    </Page>
  );
}
