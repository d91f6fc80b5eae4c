import { Button } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiPlugLine, RiSearchLine } from '@remixicon/react';
import { statusOf } from '../api/parse';
import { mlPlatformTranslationRef } from '../translation';
import { Denied } from './Denied';
import { Notice } from './Notice';

/** Why the backend gave nothing, and who or what can change that. */
export function LoadProblem(props: {
  error: Error;
  permission: string;
  retry: () => void;
}) {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  const status = statusOf(props.error);
  if (status === 403) {
    return <Denied permission={props.permission} />;
  }
  const retry = (
    <Button size="small" variant="secondary" onPress={props.retry}>
      {t('problem.retry')}
    </Button>
  );
  if (status === 404) {
    return (
      <Notice
        icon={RiSearchLine}
        tone="neutral"
        title={t('problem.notFound')}
        actions={retry}
      >
        <p>{props.error.message}</p>
      </Notice>
    );
  }
  return (
    <Notice
      icon={RiPlugLine}
      tone="warning"
      title={t('problem.unreachable')}
      actions={retry}
    >
      <p>
        {props.error.message}. {t('problem.retrying')}
      </p>
    </Notice>
  );
}
