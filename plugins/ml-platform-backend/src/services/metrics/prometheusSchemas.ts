import { z } from 'zod/v3';

const sample = z.tuple([z.coerce.number(), z.string()]);
const labels = z.record(z.string());

const warnings = z.array(z.string()).nullish();

/** Answer of `/api/v1/query` with an instant vector. */
export const vectorSchema = z.object({
  status: z.literal('success'),
  warnings,
  data: z.object({
    resultType: z.literal('vector'),
    result: z.array(z.object({ metric: labels, value: sample })),
  }),
});

/** Answer of `/api/v1/query_range`. */
export const matrixSchema = z.object({
  status: z.literal('success'),
  warnings,
  data: z.object({
    resultType: z.literal('matrix'),
    result: z.array(z.object({ metric: labels, values: z.array(sample) })),
  }),
});
