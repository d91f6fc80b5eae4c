import styles from './Sparkline.module.css';

const WIDTH = 240;
const HEIGHT = 36;

/**
 * A ratio over time, 0 at the bottom and 1 at the top. A gap of more than
 * three usual steps stays a gap: nobody measured there.
 */
export function Sparkline(props: {
  /** Oldest first: Unix seconds, ratio. */
  points: [number, number][];
  label: string;
}) {
  const { points } = props;
  if (points.length < 2) {
    return null;
  }
  const start = points[0][0];
  const span = points[points.length - 1][0] - start || 1;
  const x = (time: number) => ((time - start) / span) * WIDTH;
  const y = (ratio: number) =>
    HEIGHT - 1 - Math.min(1, Math.max(0, ratio)) * (HEIGHT - 2);

  return (
    <svg
      className={styles.sparkline}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={props.label}
    >
      <title>{props.label}</title>
      {runs(points).map(run => {
        const line = run.map(
          ([t, r]) => `${x(t).toFixed(1)},${y(r).toFixed(1)}`,
        );
        const from = x(run[0][0]).toFixed(1);
        const to = x(run[run.length - 1][0]).toFixed(1);
        return (
          <g key={run[0][0]}>
            <path
              className={styles.area}
              d={`M${from},${HEIGHT} L${line.join(' L')} L${to},${HEIGHT} Z`}
            />
            <path className={styles.line} d={`M${line.join(' L')}`} />
          </g>
        );
      })}
    </svg>
  );
}

/** The points cut where samples are missing. */
function runs(points: [number, number][]): [number, number][][] {
  const steps = points
    .slice(1)
    .map(([time], index) => time - points[index][0])
    .sort((a, b) => a - b);
  const usual = steps[Math.floor(steps.length / 2)];
  const cut: [number, number][][] = [[points[0]]];
  for (let i = 1; i < points.length; i++) {
    if (points[i][0] - points[i - 1][0] > 3 * usual) {
      cut.push([]);
    }
    cut[cut.length - 1].push(points[i]);
  }
  return cut;
}
