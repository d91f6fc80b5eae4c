import { Card, CardBody, Skeleton, VisuallyHidden } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlPlatformTranslationRef } from '../translation';
import styles from './Loading.module.css';

/** The outline of what is to come, before anything has been read. */
export function Loading() {
  return (
    <div className={styles.lines} data-testid="ml-loading" aria-busy>
      <Skeleton width="55%" height={18} />
      <Skeleton width="90%" height={14} />
      <Skeleton width="75%" height={14} />
    </div>
  );
}

/** The same for a whole card or page whose code is still on its way. */
export function LoadingCard() {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  return (
    <Card>
      <CardBody>
        <VisuallyHidden>{t('live.loading')}</VisuallyHidden>
        <Loading />
      </CardBody>
    </Card>
  );
}
