import { InputError } from '@backstage/errors';
import { ActionContext } from '@backstage/plugin-scaffolder-node';
import {
  Bundle,
  BuildOptions,
  countDevices,
  estimateCost,
  Finding,
  formatFinding,
  inputFindings,
  layOut,
  preflight,
} from '@callboard/ml-manifests';
import {
  GitOpsRepositories,
  MlPlatformClient,
} from '@callboard/plugin-ml-platform-node';
import { z } from 'zod/v3';
import { EmitConfig } from '../config/EmitConfig';
import { findRepository } from '../commit/findRepository';
import { findFacts } from './findFacts';
import { RenderOutput } from './renderOutput';
import { summarise } from './summarise';
import { withDefaults } from './withDefaults';
import { writeFiles } from './writeFiles';

/** What the render actions need of the portal. */
export interface RenderDependencies {
  config: EmitConfig;
  client: MlPlatformClient;
  repositories: GitOpsRepositories;
}

/** The fields of an input that decide where it lands. */
interface Landing {
  repository?: string;
  cluster: string;
}

type RenderContext = Pick<
  ActionContext<{}>,
  | 'workspacePath'
  | 'logger'
  | 'getInitiatorCredentials'
  | 'signal'
  | 'templateInfo'
> & { input: Landing };

/**
 * Input to files: parse, build, judge, write. With an error among the
 * findings, nothing is written.
 */
export async function renderWorkload<T extends { cluster: string }>(
  ctx: RenderContext,
  workload: {
    schema: z.ZodType<T, z.ZodTypeDef, unknown>;
    toBundle: (input: T, options?: BuildOptions) => Bundle;
  },
  { config, client, repositories }: RenderDependencies,
): Promise<RenderOutput> {
  const { repository, ...fields } = ctx.input;
  const { root } = findRepository(repositories, repository);
  const parsed = workload.schema.safeParse(
    withDefaults(fields, config, ctx.templateInfo),
  );
  if (!parsed.success) {
    throw refusal(inputFindings(parsed.error));
  }

  const input = parsed.data;
  const bundle = workload.toBundle(input, config.clusters.get(input.cluster));
  const { facts, findings: unknown } = await findFacts(client, bundle, {
    credentials: await ctx.getInitiatorCredentials(),
    signal: ctx.signal,
  });
  const findings = [...preflight(bundle, facts), ...unknown];
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    throw refusal(errors);
  }
  for (const finding of findings) {
    const log = finding.severity === 'warning' ? 'warn' : 'info';
    ctx.logger[log](formatFinding(finding));
  }

  const { path, files } = layOut(bundle, root);
  await writeFiles(ctx.workspacePath, files);
  const devices = countDevices(bundle.pods);
  const cost = estimateCost(bundle, config.prices);
  const [object] = bundle.objects;
  return {
    path,
    files: files.map(file => file.path),
    kind: object.kind,
    objectName: object.metadata.name,
    accelerators: devices.map(({ resource, count }) => ({ resource, count })),
    costPerHour: cost.perHour,
    findings,
    summary: summarise(bundle, devices, cost, findings),
  };
}

function refusal(findings: Finding[]): InputError {
  return new InputError(findings.map(formatFinding).join('\n'));
}
