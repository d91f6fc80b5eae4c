import { z } from 'zod/v3';
import { parseQuantity, suggestCpu, suggestMemory } from './quantity';
import { refuse } from './refuse';

/** 64 MiB: less than any Ray process needs, so a smaller ask is a slip. */
const LEAST_MEMORY = 64 * 2 ** 20;
/** More cores than any machine has: `4Gi` cores is a slip. */
const MOST_CORES = 4096;

/**
 * Lets a form's empty text field mean "not given".
 */
export function optional<T extends z.ZodTypeAny>(schema: T) {
  return z.preprocess(
    value => (value === '' ? undefined : value),
    schema.optional(),
  );
}

/** DNS-1035 label of at most `max` characters. */
export function dnsLabel(description: string, max = 63) {
  return z
    .string()
    .superRefine((value, ctx) => {
      if (value.length > max) {
        refuse(
          ctx,
          [],
          `"${value}" has ${value.length} characters, the limit is ${max}`,
          `shorten it by ${value.length - max}`,
        );
      } else if (!/^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(value)) {
        refuse(
          ctx,
          [],
          `"${value}" is not a DNS label`,
          `use lower-case letters, digits and dashes, starting with a letter and ending with a letter or digit${like(
            value,
          )}`,
        );
      }
    })
    .describe(description);
}

function like(value: string): string {
  const slug = value
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '');
  return slug ? `, such as ${slug}` : '';
}

/** Text that must match; `fix` says what would. */
export function matching(
  pattern: RegExp,
  problem: string,
  fix: string,
  description: string,
) {
  return z
    .string()
    .superRefine((value, ctx) => {
      if (!pattern.test(value)) {
        refuse(ctx, [], `"${value}" ${problem}`, fix);
      }
    })
    .describe(description);
}

/** Kubernetes memory quantity, kept as written. */
export function memory(description: string) {
  return z
    .string()
    .superRefine((value, ctx) => {
      const bytes = parseQuantity(value);
      if (bytes === undefined) {
        const problem = `"${value}" is not a Kubernetes quantity`;
        refuse(ctx, [], problem, suggestMemory(value));
      } else if (bytes < LEAST_MEMORY) {
        refuse(
          ctx,
          [],
          `"${value}" is ${bytes} bytes, too little to start in`,
          suggestMemory(value),
        );
      }
    })
    .describe(description);
}

/** Kubernetes CPU quantity; a plain number of cores is taken too. */
export function cpu(description: string) {
  return z
    .union([z.string(), z.number()])
    .transform(String)
    .superRefine((value, ctx) => {
      const cores = parseQuantity(value);
      if (cores === undefined || cores <= 0 || cores > MOST_CORES) {
        refuse(
          ctx,
          [],
          `"${value}" is not a number of CPU cores`,
          suggestCpu(value),
        );
      }
    })
    .describe(description);
}
