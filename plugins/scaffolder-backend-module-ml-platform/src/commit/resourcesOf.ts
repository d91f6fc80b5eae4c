import { InputError } from '@backstage/errors';
import { z } from 'zod/v3';

const kustomization = z
  .object({ resources: z.array(z.string()).default([]) })
  .passthrough();

/** The resources that a parsed kustomization.yaml lists. */
export function resourcesOf(path: string, content: unknown): string[] {
  const parsed = kustomization.safeParse(content ?? {});
  if (!parsed.success) {
    throw new InputError(
      `${path}: it is not a kustomization with a list of resources`,
    );
  }
  return parsed.data.resources;
}
