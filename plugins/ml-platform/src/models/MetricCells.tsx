import { ModelVersion } from '@callboard/plugin-ml-platform-common';
import { MetricValue } from './MetricValue';
import { metricOf } from './modelFacts';

/** A table cell for each metric of a version, against the champion's. */
export function MetricCells(props: {
  metrics: string[];
  version: ModelVersion;
  champion: ModelVersion | undefined;
}) {
  const { metrics, version, champion } = props;
  const base = version === champion ? undefined : champion;
  return (
    <>
      {metrics.map(metric => (
        <td key={metric}>
          <MetricValue
            value={metricOf(version, metric)}
            base={metricOf(base, metric)}
          />
        </td>
      ))}
    </>
  );
}
