import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  rayJobBundle,
  rayJobFields,
  rayJobInput,
} from '@callboard/ml-manifests';
import { RenderDependencies, renderWorkload } from '../render/renderWorkload';
import { outputAll } from '../render/outputAll';
import { renderOutput } from '../render/renderOutput';
import { repositoryField } from '../render/repositoryField';
import { examples } from './createRayJobRenderAction.examples';

/**
 * Creates the action `ray:job:render`, which writes a RayJob into the
 * workspace.
 */
export function createRayJobRenderAction(dependencies: RenderDependencies) {
  return createTemplateAction({
    id: 'ray:job:render',
    description:
      'Writes a KubeRay RayJob and its kustomization into the workspace, in the layout of the GitOps repository, after checking it against the live cluster',
    examples,
    supportsDryRun: true,
    schema: {
      input: () => rayJobFields.extend(repositoryField),
      output: () => renderOutput,
    },
    async handler(ctx) {
      const output = await renderWorkload(
        ctx,
        { schema: rayJobInput, toBundle: rayJobBundle },
        dependencies,
      );
      outputAll(ctx, output);
    },
  });
}
