import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  rayClusterBundle,
  rayClusterFields,
  rayClusterInput,
} from '@callboard/ml-manifests';
import { RenderDependencies, renderWorkload } from '../render/renderWorkload';
import { outputAll } from '../render/outputAll';
import { renderOutput } from '../render/renderOutput';
import { repositoryField } from '../render/repositoryField';
import { examples } from './createRayClusterRenderAction.examples';

/**
 * Creates the action `ray:cluster:render`, which writes a RayCluster into the
 * workspace.
 */
export function createRayClusterRenderAction(dependencies: RenderDependencies) {
  return createTemplateAction({
    id: 'ray:cluster:render',
    description:
      'Writes a KubeRay RayCluster and its kustomization into the workspace, in the layout of the GitOps repository, after checking it against the live cluster',
    examples,
    supportsDryRun: true,
    schema: {
      input: () => rayClusterFields.extend(repositoryField),
      output: () => renderOutput,
    },
    async handler(ctx) {
      const output = await renderWorkload(
        ctx,
        { schema: rayClusterInput, toBundle: rayClusterBundle },
        dependencies,
      );
      outputAll(ctx, output);
    },
  });
}
