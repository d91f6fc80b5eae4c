import {
  Bundle,
  CostEstimate,
  DeviceCount,
  Finding,
  formatFinding,
} from '@callboard/ml-manifests';

/** Accelerators, cost and findings as Markdown. */
export function summarise(
  bundle: Bundle,
  devices: DeviceCount[],
  cost: CostEstimate,
  findings: Finding[],
): string {
  const [object] = bundle.objects;
  const title = bundle.accelerator?.profile.title;
  const held = devices.map(({ min, count }) =>
    min === count ? `${count} x ${title}` : `${min} to ${count} x ${title}`,
  );
  const price =
    cost.perHourMin === cost.perHour
      ? cost.perHour.toFixed(2)
      : `${cost.perHourMin.toFixed(2)} to ${cost.perHour.toFixed(2)}`;
  return [
    `**${object.kind} ${object.metadata.name}** in ${bundle.cluster} / ${bundle.namespace}`,
    '',
    `- Accelerators: ${held.join(', ') || 'none'}`,
    ...(held.length
      ? [`- About ${price} EUR an hour while it holds them`]
      : []),
    ...(bundle.queue ? [`- Queue: ${bundle.queue}`] : []),
    ...findings.map(
      finding =>
        `- ${capitalised(finding.severity)}: ${formatFinding(finding)}`,
    ),
    '',
    ...(held.length ? [`Cost estimate: ${cost.assumptions.join('; ')}.`] : []),
  ]
    .join('\n')
    .trim();
}

function capitalised(word: string): string {
  return word[0].toUpperCase() + word.slice(1);
}
