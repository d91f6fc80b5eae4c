import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiLockLine } from '@remixicon/react';
import { mlPlatformTranslationRef } from '../translation';
import { Notice } from './Notice';

/** Not allowed: which permission it takes, and who grants it. */
export function Denied({ permission }: { permission: string }) {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  return (
    <Notice icon={RiLockLine} tone="neutral" title={t('denied.title')}>
      <p>
        {t('denied.permission')} <code>{permission}</code>.{' '}
        {t('denied.grantedBy')}
      </p>
    </Notice>
  );
}
