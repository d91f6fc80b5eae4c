import {
  RegisteredModel,
  SourceStatus,
} from '@callboard/plugin-ml-platform-common';
import { Link } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiExternalLinkLine } from '@remixicon/react';
import clsx from 'clsx';
import { StaleNote } from '../common/StaleNote';
import tables from '../common/table.module.css';
import { Age } from '../live';
import { mlPlatformTranslationRef } from '../translation';
import { AliasTag } from './AliasTag';
import { MetricCells } from './MetricCells';
import { keyMetrics, keyVersions, versionOf } from './modelFacts';
import styles from './ModelSummary.module.css';
import { VersionStatus } from './VersionStatus';

/** One registered model: which version is champion, and what may follow it. */
export function ModelSummary(props: {
  model: RegisteredModel;
  stale: SourceStatus | undefined;
}) {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  const { model, stale } = props;
  const versions = keyVersions(model);
  const champion = versionOf(model, 'champion');
  const metrics = keyMetrics(
    versions.map(({ version }) => version),
    2,
  );
  return (
    <article className={styles.model} aria-label={model.name}>
      {stale && <StaleNote source={stale} />}
      <div className={clsx(styles.content, stale && styles.stale)}>
        <div className={styles.head}>
          {model.url ? (
            <Link
              href={model.url}
              target="_blank"
              rel="noopener noreferrer"
              weight="bold"
              standalone
            >
              {model.name} <RiExternalLinkLine size={12} aria-hidden />
            </Link>
          ) : (
            <strong>{model.name}</strong>
          )}
          <span className={styles.sub}>
            {t('model.versions', { count: model.versions.length })}
          </span>
        </div>
        {versions.length === 0 ? (
          <div className={styles.sub}>{t('model.noVersions')}</div>
        ) : (
          <div className={tables.scroll}>
            <table className={tables.table}>
              <thead>
                <tr>
                  <th scope="col">{t('model.role')}</th>
                  <th scope="col">{t('model.version')}</th>
                  {metrics.map(metric => (
                    <th key={metric} scope="col">
                      {metric}
                    </th>
                  ))}
                  <th scope="col">{t('model.created')}</th>
                </tr>
              </thead>
              <tbody>
                {versions.map(({ role, version }) => (
                  <tr key={role}>
                    <th scope="row">
                      <AliasTag
                        alias={role === 'latest' ? t('model.latest') : role}
                      />
                    </th>
                    <td>
                      <span className={styles.version}>v{version.version}</span>
                      {version.status !== 'READY' && (
                        <VersionStatus version={version} />
                      )}
                    </td>
                    <MetricCells
                      metrics={metrics}
                      version={version}
                      champion={champion}
                    />
                    <td>
                      <Age at={version.createdAt} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        {!champion && versions.length > 0 && (
          <div className={styles.sub}>{t('model.noChampion')}</div>
        )}
      </div>
    </article>
  );
}
