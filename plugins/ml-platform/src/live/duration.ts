const UNITS: [unit: string, ms: number][] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
];

/**
 * A length of time in at most two units: `42 s`, `6 min`, `2 h 5 min`,
 * `3 d`.
 * Times in the future (clocks differ) count as none.
 */
export function formatDuration(ms: number): string {
  const total = Math.max(0, ms);
  const index = UNITS.findIndex(([, size]) => total >= size);
  if (index < 0) {
    return '0 s';
  }
  const [unit, size] = UNITS[index];
  const whole = Math.floor(total / size);
  const lower = UNITS[index + 1];
  // Only for a few hours does the second unit tell anything.
  if (unit !== 'h' || whole >= 10) {
    return `${whole} ${unit}`;
  }
  const rest = Math.floor((total % size) / lower[1]);
  return rest ? `${whole} ${unit} ${rest} ${lower[0]}` : `${whole} ${unit}`;
}
