import {
  ClusterQueue,
  PodSet,
  PodSetAssignment,
  ResourceFlavor,
} from '../../kube/platformTypes';
import { formatQuantity, parseQuantity } from '../../kube/quantity';
import { Amounts, podRequests } from '../podResources';

/** Flavor to resource to amount. */
export type FlavorUsage = Record<string, Amounts>;

/** Kueue 0.20 reasons of QuotaReserved=False that the assignment can give. */
export type Refused =
  | 'ExceedsMaxQuota'
  | 'WaitingForQuota'
  | 'NoMatchingFlavor';

export type Assignment =
  | { podSets: PodSetAssignment[] }
  | { reason: Refused; message: string };

interface FlavorRefusal {
  reason: Refused;
  message: string;
}

/** Least severe first: a flavor that could still fit is the one nominated. */
const SEVERITY: Refused[] = [
  'WaitingForQuota',
  'ExceedsMaxQuota',
  'NoMatchingFlavor',
];

function matchesNodes(set: PodSet, flavor: ResourceFlavor): boolean {
  const labels = flavor.spec.nodeLabels ?? {};
  return Object.entries(set.template.spec.nodeSelector ?? {}).every(
    ([key, value]) => !(key in labels) || labels[key] === value,
  );
}

/**
 * Gives each pod set's resources the first flavor with enough unused quota,
 * or explains in Kueue's words why none fits.
 */
export function assignFlavors(
  podSets: PodSet[],
  queue: ClusterQueue,
  flavors: ResourceFlavor[],
  usage: FlavorUsage,
): Assignment {
  const taken: FlavorUsage = {};
  const assignments: PodSetAssignment[] = [];
  const refusals: FlavorRefusal[] = [];
  for (const set of podSets) {
    const assignment: PodSetAssignment = {
      name: set.name,
      count: set.count,
      flavors: {},
      resourceUsage: {},
    };
    const problems: FlavorRefusal[] = [];
    const open = new Map(
      Object.entries(podRequests(set.template.spec)).map(([name, value]) => [
        name,
        value * set.count,
      ]),
    );
    for (const group of queue.spec.resourceGroups ?? []) {
      const wanted = group.coveredResources
        .filter(name => (open.get(name) ?? 0) > 0)
        .map(name => ({ name, amount: open.get(name) ?? 0 }));
      wanted.forEach(({ name }) => open.delete(name));
      if (wanted.length === 0) {
        continue;
      }
      const tried: FlavorRefusal[] = [];
      const fit = group.flavors.find(quota => {
        const flavor = flavors.find(f => f.metadata.name === quota.name);
        const found = refusalsOf(set, wanted, quota, flavor, usage, taken);
        tried.push(...found);
        return found.length === 0;
      });
      if (!fit) {
        problems.push(...tried);
        continue;
      }
      for (const { name, amount } of wanted) {
        assignment.flavors[name] = fit.name;
        assignment.resourceUsage[name] = formatQuantity(name, amount);
        const flavorTaken = (taken[fit.name] ??= {});
        flavorTaken[name] = (flavorTaken[name] ?? 0) + amount;
      }
    }
    for (const [name, amount] of open) {
      if (amount > 0) {
        problems.push({
          reason: 'NoMatchingFlavor',
          message: `resource ${name} unavailable in ClusterQueue`,
        });
      }
    }
    if (problems.length > 0) {
      const list = [...new Set(problems.map(p => p.message))].sort();
      const [nominated] = problems.sort(
        (a, b) => SEVERITY.indexOf(a.reason) - SEVERITY.indexOf(b.reason),
      );
      refusals.push({
        reason: nominated.reason,
        message: `couldn't assign flavors to pod set ${set.name}: ${list.join(
          ', ',
        )}`,
      });
    }
    assignments.push(assignment);
  }
  if (refusals.length === 0) {
    return { podSets: assignments };
  }
  // Of several pod sets, the most severe reason stands for the workload.
  const worst = Math.max(...refusals.map(r => SEVERITY.indexOf(r.reason)));
  return {
    reason: SEVERITY[worst],
    message: refusals.map(r => r.message).join('; '),
  };
}

function refusalsOf(
  set: PodSet,
  wanted: { name: string; amount: number }[],
  quota: NonNullable<
    ClusterQueue['spec']['resourceGroups']
  >[number]['flavors'][number],
  flavor: ResourceFlavor | undefined,
  usage: FlavorUsage,
  taken: FlavorUsage,
): FlavorRefusal[] {
  if (!flavor) {
    return [
      {
        reason: 'NoMatchingFlavor',
        message: `flavor ${quota.name} not found`,
      },
    ];
  }
  if (!matchesNodes(set, flavor)) {
    return [
      {
        reason: 'NoMatchingFlavor',
        message: `flavor ${quota.name} doesn't match node affinity`,
      },
    ];
  }
  return wanted.flatMap(({ name, amount }): FlavorRefusal[] => {
    const nominal = parseQuantity(
      quota.resources.find(r => r.name === name)?.nominalQuota,
    );
    const previous = taken[quota.name]?.[name] ?? 0;
    const text = (value: number) => formatQuantity(name, value);
    if (previous + amount > nominal) {
      return [
        {
          reason: 'ExceedsMaxQuota',
          message:
            `insufficient quota for ${name} in flavor ${quota.name}, previously considered podsets requests ` +
            `(${text(previous)}) + current podset request (${text(
              amount,
            )}) > maximum capacity (${text(nominal)})`,
        },
      ];
    }
    const lacking =
      previous + amount + (usage[quota.name]?.[name] ?? 0) - nominal;
    return lacking > 0
      ? [
          {
            reason: 'WaitingForQuota',
            message: `insufficient unused quota for ${name} in flavor ${
              quota.name
            }, ${text(lacking)} more needed`,
          },
        ]
      : [];
  });
}
