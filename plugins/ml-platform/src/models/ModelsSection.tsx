import {
  RegisteredModel,
  SourceStatus,
} from '@callboard/plugin-ml-platform-common';
import { Card, CardBody, Link } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiExternalLinkLine } from '@remixicon/react';
import clsx from 'clsx';
import { StaleNote } from '../common/StaleNote';
import { staleSource } from '../common/staleness';
import { Age } from '../live';
import { mlPlatformTranslationRef } from '../translation';
import styles from './ModelsSection.module.css';
import { VersionTable } from './VersionTable';

/** The models part of the tab: each registered model with its versions. */
export function ModelsSection(props: {
  models: RegisteredModel[];
  sources: SourceStatus[];
}) {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  return (
    <>
      {props.models.map(model => {
        const stale = staleSource(props.sources, 'mlflow', model.instance);
        return (
          <Card key={`${model.instance} ${model.name}`}>
            <CardBody>
              <div className={styles.model}>
                {stale && <StaleNote source={stale} />}
                <div className={clsx(styles.model, stale && styles.stale)}>
                  <div className={styles.head}>
                    <h3 className={styles.title}>{model.name}</h3>
                    <span className={styles.sub}>
                      {model.instance} · {t('model.updated')}{' '}
                      <Age at={model.updatedAt} />
                    </span>
                    {model.url && (
                      <Link
                        href={model.url}
                        target="_blank"
                        rel="noopener noreferrer"
                        variant="body-small"
                      >
                        {t('model.open')}{' '}
                        <RiExternalLinkLine size={12} aria-hidden />
                      </Link>
                    )}
                  </div>
                  {model.description && (
                    <div className={styles.sub}>{model.description}</div>
                  )}
                  <VersionTable model={model} />
                </div>
              </div>
            </CardBody>
          </Card>
        );
      })}
    </>
  );
}
