import { RegisteredModel } from '@callboard/plugin-ml-platform-common';
import { Link } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiExternalLinkLine } from '@remixicon/react';
import tables from '../common/table.module.css';
import { Age } from '../live';
import { mlPlatformTranslationRef } from '../translation';
import { AliasTag } from './AliasTag';
import { MetricCells } from './MetricCells';
import { keyMetrics, versionOf } from './modelFacts';
import { VersionStatus } from './VersionStatus';
import styles from './VersionTable.module.css';

/** As many as fit beside the other columns. */
const METRICS = 4;

/** Every version of a model, newest first, against the champion. */
export function VersionTable({ model }: { model: RegisteredModel }) {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  const champion = versionOf(model, 'champion');
  const metrics = keyMetrics(model.versions, METRICS);
  return (
    <div className={tables.scroll}>
      <table className={tables.table}>
        <caption className={tables.caption}>{t('version.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('model.version')}</th>
            <th scope="col">{t('version.aliases')}</th>
            <th scope="col">{t('version.statusTitle')}</th>
            {metrics.map(metric => (
              <th key={metric} scope="col">
                {metric}
              </th>
            ))}
            <th scope="col">{t('model.created')}</th>
            <th scope="col">{t('version.producedBy')}</th>
            <th scope="col">{t('version.run')}</th>
          </tr>
        </thead>
        <tbody>
          {model.versions.map(version => (
            <tr key={version.version}>
              <th scope="row" title={version.description}>
                <strong>v{version.version}</strong>
              </th>
              <td>
                <span className={styles.aliases}>
                  {version.aliases.map(alias => (
                    <AliasTag key={alias} alias={alias} />
                  ))}
                </span>
              </td>
              <td>
                <VersionStatus version={version} />
              </td>
              <MetricCells
                metrics={metrics}
                version={version}
                champion={champion}
              />
              <td>
                <Age at={version.createdAt} />
              </td>
              <td>{version.producedBy ?? '–'}</td>
              <td>
                {version.runUrl ? (
                  <Link
                    href={version.runUrl}
                    target="_blank"
                    rel="noopener noreferrer"
                    variant="body-small"
                  >
                    {version.runId?.slice(0, 8) ?? t('version.run')}{' '}
                    <RiExternalLinkLine size={12} aria-hidden />
                  </Link>
                ) : (
                  <code>{version.runId?.slice(0, 8) ?? '–'}</code>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
