import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  ANNOTATION_KUBERNETES_ID,
  ANNOTATION_MLFLOW_MODELS,
  LABEL_KUBERNETES_ID,
  OBJECT_ANNOTATION_ENTITY_REF,
} from '@callboard/plugin-ml-platform-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiLink } from '@remixicon/react';
import { mlPlatformTranslationRef } from '../translation';
import { CopySnippet } from './CopySnippet';
import { Notice } from './Notice';

/** The entity says nothing of its workloads: what to add, ready to paste. */
export function NoAnnotation({ entity }: { entity: Entity }) {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  const { name } = entity.metadata;
  return (
    <Notice icon={RiLink} tone="neutral" title={t('noAnnotation.title')}>
      <p>{t('noAnnotation.entity')}</p>
      <CopySnippet
        label={t('noAnnotation.copyEntity')}
        text={[
          'metadata:',
          '  annotations:',
          `    ${ANNOTATION_KUBERNETES_ID}: ${name}`,
          `    ${ANNOTATION_MLFLOW_MODELS}: ${name}`,
        ].join('\n')}
      />
      <p>{t('noAnnotation.object')}</p>
      <CopySnippet
        label={t('noAnnotation.copyObject')}
        text={[
          'metadata:',
          '  labels:',
          `    ${LABEL_KUBERNETES_ID}: ${name}`,
          '  annotations:',
          `    ${OBJECT_ANNOTATION_ENTITY_REF}: ${stringifyEntityRef(entity)}`,
        ].join('\n')}
      />
    </Notice>
  );
}
