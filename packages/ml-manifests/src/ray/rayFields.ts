import { z } from 'zod/v3';
import { findAcceleratorProfile } from '../accelerators';
import { acceleratorInput } from '../input/accelerator';
import { envInput } from '../input/env';
import { refuse } from '../input/refuse';
import { cpu, dnsLabel, matching, memory, optional } from '../input/scalars';
import { secretInEnv, secretInText } from '../input/secrets';
import { storageInput } from '../input/storage';
import { workersInput } from '../input/workers';
import { resolveRayImage } from './image';

const ENTITY_REF = /^[a-zA-Z]+:[\w.-]+\/[\w.-]+$/;

const entityRef = (description: string, example: string) =>
  matching(
    ENTITY_REF,
    'is not a full entity reference',
    `use kind:namespace/name, such as ${example}`,
    description,
  );

const mlflow = z
  .object({
    trackingUri: optional(
      matching(
        /^https?:\/\/[^\s]+$/,
        'is not an MLflow server',
        'use the http or https address that pods reach it by',
        'MLflow server, as pods reach it',
      ),
    ),
    experiment: optional(z.string().describe('MLflow experiment')),
    registeredModel: optional(
      z.string().describe('MLflow registered model that the run adds to'),
    ),
  })
  .strict()
  .default({})
  .describe('Where runs and models are logged');

/** Fields that every Ray workload has. */
export const rayFields = {
  cluster: matching(
    /^[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?$/,
    'is not the name of a cluster',
    'use the name from the portal’s kubernetes config',
    'Cluster to run in, by its name in the portal',
  ),
  namespace: dnsLabel('Namespace to run in'),
  entityRef: entityRef(
    'Catalog entity that the workload belongs to',
    'component:default/churn-train',
  ),
  owner: optional(
    entityRef('Owner of the entity', 'group:default/team-vision'),
  ),
  system: optional(dnsLabel('System that the entity is part of')),
  template: z
    .object({
      name: z.string().min(1).describe('Name of the software template'),
      version: z.string().min(1).describe('Its version'),
    })
    .strict()
    .optional()
    .describe('Software template that renders the workload'),
  image: optional(
    matching(
      /^[^\s]+$/,
      'is not an image',
      'use registry/repository:tag, without spaces',
      'Container image with Ray; by default the pinned one for the accelerator',
    ),
  ),
  rayVersion: optional(
    matching(
      /^\d+\.\d+\.\d+$/,
      'is not a Ray release',
      'use three numbers, such as 2.55.1',
      'Ray release inside the image',
    ),
  ),
  head: z
    .object({
      cpu: cpu('CPU cores of the head').default('2'),
      memory: memory('Memory of the head, such as 8Gi').default('8Gi'),
    })
    .strict()
    .default({})
    .describe('The head pod; it runs no tasks'),
  workers: workersInput,
  accelerator: acceleratorInput,
  queue: optional(dnsLabel('Kueue LocalQueue to wait in')),
  storage: storageInput,
  mlflow,
  env: envInput,
  spot: z
    .boolean()
    .default(false)
    .describe('Run workers on spot capacity, which can be taken away'),
};

/** `runtimeEnv`, for kinds that have one. */
export const runtimeEnv = z
  .record(z.unknown())
  .optional()
  .superRefine((value, ctx) => {
    const vars = value?.env_vars;
    if (vars && typeof vars === 'object') {
      for (const [name, text] of Object.entries(vars)) {
        const secret = secretInEnv(name, String(text));
        if (secret) {
          refuse(
            ctx,
            ['env_vars', name],
            `${name} holds a literal secret: ${secret}`,
            'move it to env with a secretRef',
          );
        }
      }
    }
  })
  .describe('Ray runtime environment: pip, working_dir, env_vars and so on');

/** Checks that need more than one field. */
export function checkRayFields(
  input: {
    image?: string;
    rayVersion?: string;
    accelerator: { profile: string };
    entrypoint?: string;
  },
  ctx: z.RefinementCtx,
): void {
  const profile = findAcceleratorProfile(input.accelerator.profile);
  if (profile) {
    const { image, rayVersion } = resolveRayImage(input, profile);
    if (!image) {
      refuse(
        ctx,
        ['image'],
        `Ray publishes no image for ${profile.title}`,
        'give one with Ray and the Neuron SDK',
      );
    } else if (!rayVersion) {
      refuse(
        ctx,
        ['rayVersion'],
        `the tag of "${image}" does not tell the Ray release`,
        'give the release that is inside, such as 2.55.1',
      );
    }
  }
  const secret = input.entrypoint && secretInText(input.entrypoint);
  if (secret) {
    refuse(
      ctx,
      ['entrypoint'],
      `the command holds ${secret}`,
      'read it from the environment and add it to env with a secretRef',
    );
  }
}
