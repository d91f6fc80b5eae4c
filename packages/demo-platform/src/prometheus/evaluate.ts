import { Sample } from './deviceSeries';
import { AggregationOperator, Query } from './parseQuery';

const COMBINE: Record<AggregationOperator, (values: number[]) => number> = {
  sum: values => values.reduce((a, b) => a + b, 0),
  avg: values => values.reduce((a, b) => a + b, 0) / values.length,
  min: values => Math.min(...values),
  max: values => Math.max(...values),
  count: values => values.length,
};

/** The instant vector of a query over the samples of one time. */
export function evaluate(query: Query, samples: Sample[]): Sample[] {
  const selected = samples.filter(({ labels }) =>
    query.matchers.every(m => m.matches(labels[m.name] ?? '')),
  );
  if (!query.aggregation) {
    return selected;
  }
  const { operator, by } = query.aggregation;
  const groups = new Map<
    string,
    { labels: Sample['labels']; values: number[] }
  >();
  for (const { labels, value } of selected) {
    const kept = Object.fromEntries(
      by.filter(name => labels[name]).map(name => [name, labels[name]]),
    );
    const key = JSON.stringify(kept);
    const group = groups.get(key) ?? { labels: kept, values: [] };
    group.values.push(value);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ labels, values }) => ({
    labels,
    value: COMBINE[operator](values),
  }));
}
