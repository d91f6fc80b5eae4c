import { z } from 'zod/v3';
import { dnsLabel, matching } from '../input/scalars';
import { checkRayFields, rayFields, runtimeEnv } from './rayFields';

/**
 * KubeRay 1.7 refuses a RayJob with a longer name: it appends to it for the
 * objects that it makes.
 *
 * @public
 */
export const RAY_JOB_NAME_LIMIT = 47;
/** A dash and eight hex digits, which the builder appends. */
const SUFFIX = 9;

/**
 * The fields of {@link rayJobInput}, to extend with your own.
 *
 * @public
 */
export const rayJobFields = z
  .object({
    name: dnsLabel(
      'Name of the component; each run gets it with a suffix',
      RAY_JOB_NAME_LIMIT - SUFFIX,
    ),
    ...rayFields,
    entrypoint: matching(
      /^\s*\S[^\n\r]*$/,
      'is not a command of one line',
      'give one line; join several commands with &&',
      'Command to run, as `ray job submit` takes it',
    ),
    runtimeEnv,
    ttlSeconds: z
      .number()
      .int()
      .min(0)
      .max(7 * 24 * 3600)
      .default(300)
      .describe(
        'Seconds that the Ray cluster, with its devices, outlives the job',
      ),
  })
  .strict();

/**
 * What a RayJob is built from. Each issue names its field and the fix; turn
 * them into findings with {@link inputFindings}.
 *
 * @public
 */
export const rayJobInput = rayJobFields.superRefine(checkRayFields);

/** Parsed, with defaults filled in. @public */
export type RayJobInput = z.output<typeof rayJobFields>;
