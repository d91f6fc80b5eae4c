import styles from './MetricValue.module.css';
import { formatDelta, formatMetric } from './modelFacts';

/**
 * A metric and its change against another version. The change has no colour:
 * whether more is better depends on the metric, and nobody told us.
 */
export function MetricValue(props: { value?: number; base?: number }) {
  const { value, base } = props;
  if (value === undefined) {
    return <span className={styles.delta}>–</span>;
  }
  return (
    <span className={styles.metric}>
      {formatMetric(value)}
      {base !== undefined && (
        <span className={styles.delta}> ({formatDelta(value, base)})</span>
      )}
    </span>
  );
}
