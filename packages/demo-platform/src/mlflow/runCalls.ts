import { Calls } from './calls';
import { parseFilter, sortBy } from './filter';
import { Input } from './Input';
import { MlflowError } from './MlflowError';
import { page } from './page';
import { latestMetrics, TrackingStore } from './TrackingStore';
import { Run, RUN_STATUSES } from './types';

function runBody(run: Run): object {
  return {
    info: run.info,
    data: {
      metrics: latestMetrics(run),
      params: run.params,
      tags: run.tags,
    },
    inputs: {},
  };
}

function lookupOf(run: Run) {
  return (key: string): string | number | undefined => {
    const dot = key.indexOf('.');
    const [scope, name] =
      dot < 0 ? ['attributes', key] : [key.slice(0, dot), key.slice(dot + 1)];
    switch (scope) {
      case 'metrics':
      case 'metric':
        return latestMetrics(run).find(m => m.key === name)?.value;
      case 'params':
      case 'parameter':
      case 'param':
        return run.params.find(p => p.key === name)?.value;
      case 'tags':
      case 'tag':
        return run.tags.find(t => t.key === name)?.value;
      default:
        return {
          run_id: run.info.run_id,
          run_name: run.info.run_name,
          status: run.info.status,
          start_time: run.info.start_time,
          end_time: run.info.end_time,
          user_id: run.info.user_id,
        }[name];
    }
  };
}

function runId(input: Input): string {
  return input.has('run_id')
    ? input.string('run_id')
    : input.string('run_uuid');
}

function statusOf(input: Input): Run['info']['status'] | undefined {
  const value = input.optional('status');
  const status = RUN_STATUSES.find(s => s === value);
  if (value && !status) {
    throw new MlflowError(
      'INVALID_PARAMETER_VALUE',
      `Invalid value "${value}" for parameter 'status' supplied.`,
    );
  }
  return status;
}

export function runCalls(store: TrackingStore): Calls {
  return {
    'POST runs/create': input => ({
      run: runBody(
        store.createRun({
          experimentId: input.optional('experiment_id') ?? '0',
          runName: input.optional('run_name'),
          userId: input.optional('user_id'),
          startTime: input.has('start_time')
            ? input.number('start_time', 0)
            : undefined,
          tags: input.tags('tags'),
        }),
      ),
    }),
    'GET runs/get': input => ({ run: runBody(store.run(runId(input))) }),
    'POST runs/update': input => {
      const run = store.updateRun(runId(input), {
        status: statusOf(input),
        endTime: input.has('end_time')
          ? input.number('end_time', 0)
          : undefined,
        name: input.optional('run_name'),
      });
      return { run_info: run.info };
    },
    'POST runs/log-metric': input => {
      store.log(runId(input), { metrics: [input.metric()] });
      return {};
    },
    'POST runs/log-parameter': input => {
      const param = { key: input.string('key'), value: input.string('value') };
      store.log(runId(input), { params: [param] });
      return {};
    },
    'POST runs/set-tag': input => {
      const tag = { key: input.string('key'), value: input.string('value') };
      store.log(runId(input), { tags: [tag] });
      return {};
    },
    'POST runs/log-batch': input => {
      store.log(input.string('run_id'), {
        metrics: input.metrics('metrics'),
        params: input.tags('params'),
        tags: input.tags('tags'),
      });
      return {};
    },
    'POST runs/search': input => {
      const experiments = input.strings('experiment_ids');
      const matches = parseFilter(input.optional('filter'));
      const found = store.runs.filter(
        run =>
          experiments.includes(run.info.experiment_id) &&
          matches(lookupOf(run)),
      );
      const order = input.strings('order_by');
      const sorted = sortBy(
        found,
        order.length > 0 ? order : ['attributes.start_time DESC'],
        lookupOf,
      );
      const { items, nextToken } = page(sorted, {
        maxResults: input.number('max_results', 1000),
        cap: 50_000,
        token: input.optional('page_token'),
      });
      return { runs: items.map(runBody), next_page_token: nextToken };
    },
    'GET metrics/get-history': input => {
      const run = store.run(runId(input));
      const key = input.string('metric_key');
      const points = run.metrics.filter(m => m.key === key);
      const { items, nextToken } = page(points, {
        maxResults: input.number('max_results', 25_000),
        cap: 25_000,
        token: input.optional('page_token'),
      });
      return { metrics: items, next_page_token: nextToken };
    },
  };
}
