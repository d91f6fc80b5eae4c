import {
  RiBox3Line,
  RiCalendarScheduleLine,
  RiFlaskLine,
  RiGitMergeLine,
  RiNodeTree,
  RiServerLine,
} from '@remixicon/react';

const ICONS: [pattern: RegExp, icon: typeof RiBox3Line][] = [
  [/Cluster$/, RiServerLine],
  [/Service$/, RiNodeTree],
  [/CronJob|Scheduled/, RiCalendarScheduleLine],
  [/Workflow|Pipeline|Dag/i, RiGitMergeLine],
  [/Job$/, RiFlaskLine],
];

/** Tells the kinds of workload apart at a glance; the name stands beside it. */
export function KindIcon({ kind, size = 18 }: { kind: string; size?: number }) {
  const [, Icon] = ICONS.find(([pattern]) => pattern.test(kind)) ?? [
    undefined,
    RiBox3Line,
  ];
  return <Icon size={size} aria-hidden />;
}
