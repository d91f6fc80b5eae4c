import { RequestHandler } from 'express';
import { latestMetrics } from '../mlflow/TrackingStore';
import { Platform } from '../state/Platform';
import { escapeHtml, htmlPage, sendPage } from './html';

function table(head: string[], rows: string[][]): string {
  const cells = (tag: string, values: string[]) =>
    values.map(value => `<${tag}>${value}</${tag}>`).join('');
  return `<table><tr>${cells('th', head)}</tr>${rows
    .map(row => `<tr>${cells('td', row)}</tr>`)
    .join('')}</table>`;
}

/**
 * What links into MLflow's UI open. That UI routes by the URL's fragment,
 * which a server never sees, so one page holds every model and run, each at
 * the anchor that the link names.
 */
export function createModelPages({
  registry,
  tracking,
}: Platform): RequestHandler {
  return (req, res) => {
    if (!req.originalUrl.split('?')[0].endsWith('/')) {
      res.redirect(308, `${req.baseUrl}${req.path.replace(/\/?$/, '/')}`);
      return;
    }
    const models = registry.models.map(model => {
      const versions = [...registry.versionsOf(model.name)].reverse();
      const rows = versions.map(version => [
        `<span id="/models/${escapeHtml(
          encodeURIComponent(model.name),
        )}/versions/${version.version}">${version.version}</span>`,
        escapeHtml(registry.aliasesOf(version).join(', ')),
        new Date(version.creation_timestamp).toISOString(),
        escapeHtml(version.run_id),
      ]);
      return `<h2 id="/models/${escapeHtml(
        encodeURIComponent(model.name),
      )}">Model ${escapeHtml(model.name)}</h2>${table(
        ['Version', 'Aliases', 'Created', 'Run'],
        rows,
      )}`;
    });
    const runs = [...tracking.runs].reverse().map(run => {
      const { info } = run;
      const metrics = latestMetrics(run).map(m => [
        escapeHtml(m.key),
        String(m.value),
      ]);
      const params = run.params.map(p => [
        escapeHtml(p.key),
        escapeHtml(p.value),
      ]);
      return `<h2 id="/experiments/${info.experiment_id}/runs/${
        info.run_id
      }">Run ${escapeHtml(info.run_name)}</h2><p>${info.status}, ${
        info.run_id
      }</p>${table(['Metric', 'Value'], metrics)}<br>${table(
        ['Parameter', 'Value'],
        params,
      )}`;
    });
    sendPage(
      res,
      htmlPage(
        'MLflow stand-in',
        `<p>A stand-in for MLflow's UI: every model and run on one page.</p>${[
          ...models,
          ...runs,
        ].join('\n')}`,
      ),
    );
  };
}
