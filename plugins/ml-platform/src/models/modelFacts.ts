import {
  ModelMetric,
  ModelVersion,
  RegisteredModel,
} from '@callboard/plugin-ml-platform-common';

/** Roles that the card always looks for, in this order. */
const KEY_ALIASES = ['champion', 'challenger'];

/** A version worth a line on the card, and why. */
export interface KeyVersion {
  role: string;
  version: ModelVersion;
}

/**
 * Champion, challenger and, where it is neither, the newest version: at most
 * three lines that tell what serves and what may serve next.
 */
export function keyVersions(model: RegisteredModel): KeyVersion[] {
  const byAlias = KEY_ALIASES.flatMap(role => {
    const version = versionOf(model, role);
    return version ? [{ role, version }] : [];
  });
  const [latest] = model.versions;
  const shown = byAlias.some(({ version }) => version === latest);
  return latest && !shown
    ? [...byAlias, { role: 'latest', version: latest }]
    : byAlias;
}

/** The version that an alias points to, if it is known. */
export function versionOf(
  model: RegisteredModel,
  alias: string,
): ModelVersion | undefined {
  const target = model.aliases.find(a => a.alias === alias)?.version;
  return model.versions.find(
    v => v.version === target || v.aliases.includes(alias),
  );
}

const EVALUATION = /^(val|valid|validation|test|eval|holdout)[_./-]/i;
const TRAINING = /^train(ing)?[_./-]/i;
const SYSTEM = /^system[/.]/;

function rank(metric: string): number {
  if (EVALUATION.test(metric)) {
    return 0;
  }
  return TRAINING.test(metric) ? 2 : 1;
}

/**
 * The metrics to show when there is room for `count`: those that all versions
 * share first, evaluation before training, MLflow's system metrics never.
 */
export function keyMetrics(versions: ModelVersion[], count: number): string[] {
  const uses = new Map<string, number>();
  for (const { key } of versions.flatMap(v => v.metrics)) {
    uses.set(key, (uses.get(key) ?? 0) + 1);
  }
  return [...uses]
    .filter(([key]) => !SYSTEM.test(key))
    .sort(
      ([a, usesOfA], [b, usesOfB]) =>
        usesOfB - usesOfA || rank(a) - rank(b) || a.localeCompare(b),
    )
    .slice(0, count)
    .map(([key]) => key);
}

/** Value of one metric of a version. */
export function metricOf(
  version: ModelVersion | undefined,
  key: string,
): number | undefined {
  return version?.metrics.find((m: ModelMetric) => m.key === key)?.value;
}

/** Four significant digits: enough to tell two versions apart. */
export function formatMetric(value: number): string {
  return Number.isFinite(value)
    ? Number(value.toPrecision(4)).toString()
    : `${value}`;
}

/** A change with its sign, `+0.004`. */
export function formatDelta(value: number, base: number): string {
  const delta = Number((value - base).toPrecision(2));
  if (!Number.isFinite(delta)) {
    return '–';
  }
  if (delta === 0) {
    return '±0';
  }
  return delta > 0 ? `+${delta}` : `−${Math.abs(delta)}`;
}
