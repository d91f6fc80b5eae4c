import { ActionContext } from '@backstage/plugin-scaffolder-node';
import { RenderOutput } from './renderOutput';

/** Gives each field to later steps under its own name. */
export function outputAll(
  ctx: Pick<ActionContext<{}, RenderOutput>, 'output'>,
  output: RenderOutput,
): void {
  for (const [name, value] of Object.entries(output)) {
    ctx.output(name as keyof RenderOutput, value);
  }
}
