import { z } from 'zod/v3';

/*
 * Answers of MLflow's REST API 2.0, servers 2.9 to 3.18. Fields that a server
 * adds are dropped; int64s come as numbers or strings.
 */

const int64 = z
  .union([z.number(), z.string()])
  .transform(value => Number(value))
  .optional()
  .catch(undefined);

const text = z.string().optional().catch(undefined);

const keyValue = z.object({ key: z.string(), value: z.coerce.string() });

/** Entries that cannot be read are left out, the others stay. */
function listOf<T extends z.ZodTypeAny>(schema: T) {
  return z
    .array(z.unknown())
    .nullish()
    .transform(entries =>
      (entries ?? []).flatMap((entry): z.output<T>[] => {
        const parsed = schema.safeParse(entry);
        return parsed.success ? [parsed.data] : [];
      }),
    );
}

const alias = z.object({ alias: z.string(), version: z.coerce.string() });

export const registeredModelSchema = z.object({
  name: z.string(),
  description: text,
  creation_timestamp: int64,
  last_updated_timestamp: int64,
  tags: listOf(keyValue),
  aliases: listOf(alias),
  latest_versions: listOf(
    z.object({ version: z.coerce.string(), status: text }),
  ),
});

export const modelVersionSchema = z.object({
  name: z.string(),
  version: z.coerce.string(),
  creation_timestamp: int64,
  last_updated_timestamp: int64,
  description: text,
  run_id: text,
  status: text,
  status_message: text,
  aliases: z.array(z.string()).nullish().catch([]),
});

export const registeredModelsSchema = z.object({
  registered_models: listOf(registeredModelSchema),
  next_page_token: text,
});

export const modelVersionsSchema = z.object({
  model_versions: listOf(modelVersionSchema),
  next_page_token: text,
});

// A metric can be NaN or infinite, which MLflow writes as a string: no data.
const metric = z.object({ key: z.string(), value: z.coerce.number().finite() });

export const runSchema = z.object({
  run: z.object({
    info: z.object({
      run_id: z.string(),
      experiment_id: z.coerce.string(),
      status: text,
    }),
    data: z
      .object({
        metrics: listOf(metric),
        params: listOf(keyValue),
        tags: listOf(keyValue),
      })
      .nullish(),
  }),
});

export type MlflowRegisteredModel = z.output<typeof registeredModelSchema>;
export type MlflowModelVersion = z.output<typeof modelVersionSchema>;
export type MlflowRun = z.output<typeof runSchema>['run'];
