import { setTimeout as sleep } from 'node:timers/promises';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { examples } from './createCatalogEntityAwaitAction.examples';

const PAUSE_MS = 500;

/**
 * Creates the action `catalog:entity:await`, which waits until the person who
 * runs the template can see an entity. A link to an entity that the catalog
 * has not taken in yet leads to "not found".
 */
export function createCatalogEntityAwaitAction(options: {
  catalog: CatalogService;
}) {
  return createTemplateAction({
    id: 'catalog:entity:await',
    description:
      'Waits until the catalog shows an entity, such as one that a commit to the GitOps repository brings. Goes on with a warning when it does not come in time: nothing is lost, it may come later',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        entityRef: z =>
          z
            .string()
            .describe('Full reference, such as component:default/churn-train'),
        timeoutSeconds: z =>
          z
            .number()
            .int()
            .min(1)
            .max(300)
            .default(60)
            .describe('How long to wait, 1 to 300'),
      },
      output: {
        found: z => z.boolean().describe('Whether the catalog shows it'),
      },
    },
    async handler(ctx) {
      const entityRef = stringifyEntityRef(parseEntityRef(ctx.input.entityRef));
      if (ctx.isDryRun) {
        ctx.logger.info(`Dry run: would wait for ${entityRef}`);
        ctx.output('found', false);
        return;
      }
      const seconds = ctx.input.timeoutSeconds ?? 60;
      const deadline = performance.now() + seconds * 1000;
      const credentials = await ctx.getInitiatorCredentials();
      ctx.logger.info(`Waiting for ${entityRef} in the catalog`);
      let found = false;
      while (!found && performance.now() < deadline) {
        found = Boolean(
          await options.catalog.getEntityByRef(entityRef, { credentials }),
        );
        if (!found) {
          await sleep(PAUSE_MS, undefined, { signal: ctx.signal });
        }
      }
      if (!found) {
        ctx.logger.warn(
          `${entityRef} is not in the catalog after ${seconds} s. It is committed and may still come; ask who runs the catalog if it does not`,
        );
      }
      ctx.output('found', found);
    },
  });
}
