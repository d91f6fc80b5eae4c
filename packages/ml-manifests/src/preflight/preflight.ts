import { Bundle } from '../Bundle';
import { Finding } from '../Finding';
import { PreflightFacts } from './PreflightFacts';
import { FactsRule, StaticRule } from './PreflightRule';
import { acceleratorNotFree } from './rules/acceleratorNotFree';
import { acceleratorNotOffered } from './rules/acceleratorNotOffered';
import { literalSecret } from './rules/literalSecret';
import { nameTooLong } from './rules/nameTooLong';
import { namespaceMissing } from './rules/namespaceMissing';
import { queueMissing } from './rules/queueMissing';
import { queueNotActive } from './rules/queueNotActive';
import { rayVersionImageMismatch } from './rules/rayVersionImageMismatch';
import { replicasAgainstAutoscaler } from './rules/replicasAgainstAutoscaler';
import { spotWithoutCheckpoint } from './rules/spotWithoutCheckpoint';
import { taintWithoutToleration } from './rules/taintWithoutToleration';
import { trackingUriMissing } from './rules/trackingUriMissing';
import { unpinnedImage } from './rules/unpinnedImage';

const STATIC_RULES: StaticRule[] = [
  nameTooLong,
  literalSecret,
  unpinnedImage,
  rayVersionImageMismatch,
  replicasAgainstAutoscaler,
  spotWithoutCheckpoint,
  trackingUriMissing,
];

const FACTS_RULES: FactsRule[] = [
  queueMissing,
  queueNotActive,
  acceleratorNotOffered,
  acceleratorNotFree,
  taintWithoutToleration,
];

const SEVERITIES: Finding['severity'][] = ['error', 'warning', 'info'];

/**
 * Judges a bundle before it lands: errors first. Without facts only the checks
 * that need none run. Facts that could not be read give a warning, and facts
 * that are stale give warnings where live ones would give errors: what cannot
 * be known must not stop the emit.
 *
 * @public
 */
export function preflight(bundle: Bundle, facts?: PreflightFacts): Finding[] {
  const findings = [
    ...STATIC_RULES.flatMap(rule => rule(bundle)),
    ...(facts ? checkFacts(bundle, facts) : []),
  ];
  return findings.sort(
    (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity),
  );
}

/**
 * The finding for a cluster that could not be asked.
 *
 * @public
 */
export function notChecked(cluster: string, reason: string): Finding {
  return {
    code: 'NotChecked',
    severity: 'warning',
    path: 'cluster',
    message: `queue, namespace and accelerators could not be checked against cluster ${cluster}: ${reason}`,
    fix: 'look at the workload after the commit',
  };
}

function checkFacts(bundle: Bundle, facts: PreflightFacts): Finding[] {
  const { state, observedAt, error } = facts.source;
  if (state === 'unavailable') {
    return [notChecked(bundle.cluster, error ?? 'it does not answer')];
  }
  const missing = namespaceMissing(bundle, facts);
  // A namespace that is not there has no queues either: one cause, one error.
  const findings = missing.length
    ? missing
    : FACTS_RULES.flatMap(rule => rule(bundle, facts));
  return state === 'live'
    ? findings
    : findings.map(finding => ({
        ...finding,
        severity: finding.severity === 'error' ? 'warning' : finding.severity,
        message: `${finding.message} (as of ${observedAt ?? 'some time ago'})`,
      }));
}
