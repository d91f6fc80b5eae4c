import { Calls } from './calls';
import { parseFilter, sortBy } from './filter';
import { page } from './page';
import { TrackingStore } from './TrackingStore';
import { Experiment } from './types';

function lookupOf(experiment: Experiment) {
  return (key: string): string | number | undefined => {
    const name = key.replace(/^attributes?\./, '');
    if (name.startsWith('tags.')) {
      return experiment.tags.find(t => t.key === name.slice(5))?.value;
    }
    return {
      name: experiment.name,
      experiment_id: experiment.experiment_id,
      creation_time: experiment.creation_time,
      last_update_time: experiment.last_update_time,
    }[name];
  };
}

export function experimentCalls(store: TrackingStore): Calls {
  return {
    'POST experiments/create': input => ({
      experiment_id: store.createExperiment(
        input.optional('name') ?? '',
        input.tags('tags'),
      ).experiment_id,
    }),
    'GET experiments/get': input => ({
      experiment: store.experiment(input.string('experiment_id')),
    }),
    'GET experiments/get-by-name': input => ({
      experiment: store.experimentByName(input.string('experiment_name')),
    }),
    'GET|POST experiments/search': input => {
      const matches = parseFilter(input.optional('filter'));
      const found = store.experiments.filter(e => matches(lookupOf(e)));
      const order = input.strings('order_by');
      const sorted = sortBy(
        found,
        order.length > 0 ? order : ['creation_time DESC', 'experiment_id ASC'],
        lookupOf,
      );
      const { items, nextToken } = page(sorted, {
        maxResults: input.number('max_results', 1000),
        cap: 50_000,
        token: input.optional('page_token'),
      });
      return { experiments: items, next_page_token: nextToken };
    },
  };
}
