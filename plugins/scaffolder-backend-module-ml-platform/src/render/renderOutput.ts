import { z } from 'zod/v3';

/** What the render actions give to later steps. */
export const renderOutput = z.object({
  path: z
    .string()
    .describe('Directory of the component, in the workspace and repository'),
  files: z.array(z.string()).describe('Paths of the files written'),
  kind: z.string().describe('Kind of the object, such as RayJob'),
  objectName: z.string().describe('Name of the object in the cluster'),
  accelerators: z
    .array(
      z.object({
        resource: z.string().describe('Extended resource: nvidia.com/gpu'),
        count: z.number().describe('Devices, with all workers'),
      }),
    )
    .describe('Devices that the workload asks for'),
  costPerHour: z
    .number()
    .describe('EUR an hour for the accelerators, with all workers; estimated'),
  findings: z
    .array(
      z.object({
        code: z.string(),
        severity: z.enum(['error', 'warning', 'info']),
        path: z.string(),
        message: z.string(),
        fix: z.string(),
      }),
    )
    .describe('What preflight found that does not stop the emit'),
  summary: z
    .string()
    .describe('Accelerators, cost and findings as Markdown, for a text output'),
});

export type RenderOutput = z.output<typeof renderOutput>;
