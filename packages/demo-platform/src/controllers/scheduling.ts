import { Node, Pod, PodSpec, Taint, Toleration } from '../kube/workloadTypes';
import { parseQuantity } from '../kube/quantity';
import {
  Amounts,
  addAmounts,
  holdsResources,
  podRequests,
} from './podResources';

function tolerates(toleration: Toleration, taint: Taint): boolean {
  const effectFits = !toleration.effect || toleration.effect === taint.effect;
  const keyFits = !toleration.key || toleration.key === taint.key;
  const valueFits =
    toleration.operator === 'Exists' ||
    (toleration.value ?? '') === (taint.value ?? '');
  return effectFits && keyFits && valueFits;
}

function untoleratedTaint(spec: PodSpec, node: Node): Taint | undefined {
  return (node.spec.taints ?? []).find(
    taint =>
      taint.effect !== 'PreferNoSchedule' &&
      !(spec.tolerations ?? []).some(t => tolerates(t, taint)),
  );
}

function selectsNode(spec: PodSpec, node: Node): boolean {
  const labels = node.metadata.labels ?? {};
  const bySelector = Object.entries(spec.nodeSelector ?? {}).every(
    ([key, value]) => labels[key] === value,
  );
  const terms =
    spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution
      ?.nodeSelectorTerms;
  const byAffinity =
    !terms ||
    terms.some(term =>
      (term.matchExpressions ?? []).every(({ key, operator, values = [] }) => {
        switch (operator) {
          case 'In':
            return values.includes(labels[key]);
          case 'NotIn':
            return !values.includes(labels[key]);
          case 'Exists':
            return key in labels;
          case 'DoesNotExist':
            return !(key in labels);
          default:
            return false;
        }
      }),
    );
  return bySelector && byAffinity;
}

function freeOn(node: Node, pods: Pod[]): Amounts {
  const free: Amounts = {};
  for (const [name, value] of Object.entries(node.status.allocatable)) {
    free[name] = parseQuantity(value);
  }
  for (const pod of pods) {
    if (pod.spec.nodeName === node.metadata.name && holdsResources(pod)) {
      addAmounts(free, podRequests(pod.spec), -1);
      free.pods = (free.pods ?? 0) - 1;
    }
  }
  return free;
}

/** Why a node was filtered out; `preemptible` when evicting could help. */
interface Refusal {
  reasons: string[];
  preemptible: boolean;
}

function refusal(
  spec: PodSpec,
  node: Node,
  free: Amounts,
): Refusal | undefined {
  if (node.spec.unschedulable) {
    return { reasons: ['node(s) were unschedulable'], preemptible: false };
  }
  const taint = untoleratedTaint(spec, node);
  if (taint) {
    return {
      reasons: [
        `node(s) had untolerated taint {${taint.key}: ${taint.value ?? ''}}`,
      ],
      preemptible: false,
    };
  }
  if (!selectsNode(spec, node)) {
    return {
      reasons: ["node(s) didn't match Pod's node affinity/selector"],
      preemptible: false,
    };
  }
  const missing = Object.entries({ ...podRequests(spec), pods: 1 })
    .filter(([name, value]) => value > (free[name] ?? 0))
    .map(([name]) =>
      name === 'pods' ? 'Too many pods' : `Insufficient ${name}`,
    );
  return missing.length > 0
    ? { reasons: missing, preemptible: true }
    : undefined;
}

export type Placement = { node: Node } | { message: string };

/** Finds a node, or says why there is none, in kube-scheduler's words. */
export function place(spec: PodSpec, nodes: Node[], pods: Pod[]): Placement {
  const refusals: Refusal[] = [];
  const fitting: { node: Node; cpu: number }[] = [];
  for (const node of nodes) {
    const free = freeOn(node, pods);
    const refused = refusal(spec, node, free);
    if (refused) {
      refusals.push(refused);
    } else {
      fitting.push({ node, cpu: free.cpu });
    }
  }
  if (fitting.length > 0) {
    // The most free node, as the default least-allocated score prefers.
    return fitting.reduce((best, next) => (next.cpu > best.cpu ? next : best));
  }
  const zero = `0/${nodes.length} nodes are available`;
  const reasons = tally(refusals.flatMap(r => r.reasons));
  const preemption = tally(
    refusals.map(r =>
      r.preemptible
        ? 'No preemption victims found for incoming pod'
        : 'Preemption is not helpful for scheduling',
    ),
  );
  return {
    message: `${zero}: ${reasons}. preemption: ${zero}: ${preemption}.`,
  };
}

/** kube-scheduler's words for a volume claim that is not there. */
export function claimRefusal(claim: string, nodes: number): string {
  const zero = `0/${nodes} nodes are available`;
  return `${zero}: persistentvolumeclaim "${claim}" not found. preemption: ${zero}: ${nodes} Preemption is not helpful for scheduling.`;
}

function tally(reasons: string[]): string {
  const counts = new Map<string, number>();
  for (const reason of reasons) {
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts]
    .map(([reason, count]) => `${count} ${reason}`)
    .sort()
    .join(', ');
}
