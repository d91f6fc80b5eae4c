import { rayVersionOf } from '../../ray/image';
import { StaticRule } from '../PreflightRule';
import { rayClusterSpecs } from '../rayClusterSpecs';

/**
 * KubeRay decides features by `rayVersion`; an image with another Ray then
 * fails in ways that are hard to read.
 */
export const rayVersionImageMismatch: StaticRule = bundle =>
  rayClusterSpecs(bundle).flatMap(spec => {
    const templates = [
      spec.headGroupSpec.template,
      ...spec.workerGroupSpecs.map(({ template }) => template),
    ];
    const images = new Set(
      // The Ray container is the first one: KubeRay requires it.
      templates.map(template => template.spec.containers[0].image),
    );
    return [...images].flatMap(image => {
      const inside = rayVersionOf(image);
      return inside && inside !== spec.rayVersion
        ? [
            {
              code: 'RayVersionImageMismatch',
              severity: 'error' as const,
              path: 'rayVersion',
              message: `rayVersion is ${spec.rayVersion} but image "${image}" has Ray ${inside}`,
              fix: `use rayVersion ${inside}, or an image with Ray ${spec.rayVersion}`,
            },
          ]
        : [];
    });
  });
