import { z } from 'zod/v3';
import { matching } from './scalars';
import { refuse } from './refuse';
import { secretInEnv } from './secrets';

/** Set by the builders, from fields of their own. */
const RESERVED: Record<string, string> = {
  MLFLOW_TRACKING_URI: 'use mlflow.trackingUri',
  MLFLOW_EXPERIMENT_NAME: 'use mlflow.experiment',
  MLFLOW_REGISTERED_MODEL_NAME: 'use mlflow.registeredModel',
  CALLBOARD_WORKLOAD: 'remove it, it is set for you',
  CALLBOARD_ENTITY_REF: 'remove it, it is set for you',
  CALLBOARD_STORAGE: 'use storage',
};

const secretRef = z
  .object({
    name: z.string().min(1).describe('Kubernetes Secret in the same namespace'),
    key: z.string().min(1).describe('Key inside the Secret'),
  })
  .strict()
  .describe('Takes the value from a Kubernetes Secret');

/**
 * One environment variable: a literal, or a reference to a Secret.
 *
 * @public
 */
export const envVarInput = z
  .object({
    name: matching(
      /^[A-Za-z_][A-Za-z0-9_]*$/,
      'is not the name of an environment variable',
      'use letters, digits and underscores, not starting with a digit',
      'Name of the variable',
    ),
    value: z
      .string()
      .optional()
      .describe('Literal value; never a secret: use secretRef for those'),
    secretRef: secretRef.optional(),
  })
  .strict()
  .superRefine(({ name, value, secretRef: ref }, ctx) => {
    if ((value === undefined) === (ref === undefined)) {
      refuse(
        ctx,
        [],
        `${name} needs exactly one of value and secretRef`,
        'give one of them',
      );
    }
    if (RESERVED[name]) {
      const problem = `${name} is set by the platform`;
      refuse(ctx, ['name'], problem, RESERVED[name]);
    }
    const secret = value === undefined ? undefined : secretInEnv(name, value);
    if (secret) {
      refuse(
        ctx,
        ['value'],
        `${name} holds a literal secret: ${secret}`,
        `put it in a Kubernetes Secret and use secretRef: { name: <secret>, key: ${name} }`,
      );
    }
  });

/** Environment variables for head and workers. */
export const envInput = z
  .array(envVarInput)
  .default([])
  .superRefine((vars, ctx) => {
    vars.forEach(({ name }, index) => {
      if (vars.findIndex(other => other.name === name) !== index) {
        refuse(ctx, [index, 'name'], `${name} is given twice`, 'keep one');
      }
    });
  })
  .describe('Environment variables of head and workers');

/** @public */
export type EnvVarInput = z.output<typeof envVarInput>;
