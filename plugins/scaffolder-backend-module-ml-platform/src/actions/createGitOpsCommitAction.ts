import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { EventsService } from '@backstage/plugin-events-node';
import { GitOpsRepositories } from '@callboard/plugin-ml-platform-node';
import { announceCommit } from '../commit/announceCommit';
import { changeId } from '../commit/changeId';
import { explainCommitError } from '../commit/explainCommitError';
import { findAuthor } from '../commit/findAuthor';
import { findRepository } from '../commit/findRepository';
import { readWorkspaceFiles } from '../commit/readWorkspaceFiles';
import { toFileChanges } from '../commit/toFileChanges';
import { repositoryField } from '../render/repositoryField';
import { examples } from './createGitOpsCommitAction.examples';

/**
 * Creates the action `gitops:change:commit`, which puts files of the
 * workspace on a branch of a GitOps repository as one commit, once.
 */
export function createGitOpsCommitAction(options: {
  repositories: GitOpsRepositories;
  events: EventsService;
  /** Host of the portal, for authors without an address. */
  host: string;
}) {
  const { repositories, events, host } = options;
  return createTemplateAction({
    id: 'gitops:change:commit',
    description:
      'Commits files of the workspace to a GitOps repository: one commit, whole and once, with the person as author. Running it again finds the commit instead of repeating it',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        repository: () => repositoryField.repository,
        sourcePath: z =>
          z
            .string()
            .default('.')
            .describe(
              'Directory of the workspace; its files keep their paths below it',
            ),
        message: z =>
          z.string().min(1).describe('Commit message; first line a summary'),
        mode: z =>
          z
            .enum(['create', 'update'])
            .default('create')
            .describe(
              'create refuses a path that holds other content, update replaces it; a kustomization.yaml is merged in both',
            ),
        branch: z =>
          z
            .string()
            .optional()
            .describe('Branch to commit to; the configured one when absent'),
        entityRef: z =>
          z
            .string()
            .optional()
            .describe('Entity that the change is for, kept as a trailer'),
      },
      output: {
        status: z =>
          z
            .enum(['committed', 'already-committed', 'unchanged', 'dry-run'])
            .describe('What happened'),
        commit: z =>
          z.string().optional().describe('Full hash; absent in a dry run'),
        commitUrl: z =>
          z.string().optional().describe('Web page of the commit, if any'),
        branch: z => z.string().describe('Branch that holds the commit'),
        paths: z =>
          z.array(z.string()).describe('Paths that the commit changed'),
      },
    },
    async handler(ctx) {
      const { message, entityRef } = ctx.input;
      const target = findRepository(repositories, ctx.input.repository);
      const branch = ctx.input.branch || target.branch;
      const files = await readWorkspaceFiles(
        ctx.workspacePath,
        ctx.input.sourcePath ?? '.',
      );
      const changes = toFileChanges(files);
      ctx.output('branch', branch);
      if (ctx.isDryRun) {
        const paths = files.map(({ path }) => path);
        ctx.logger.info(
          `Dry run: would commit to ${
            target.id
          }, branch ${branch}: ${paths.join(', ')}`,
        );
        ctx.output('status', 'dry-run');
        ctx.output('paths', paths);
        return;
      }

      // Kept with the task, so that a retry makes the very same commit.
      const date = await ctx.checkpoint({
        key: 'gitops.commit.date',
        fn: async () => new Date().toISOString(),
      });
      const result = await target.repository
        .commit(
          {
            branch,
            id: changeId(ctx.task.id, ctx.step, files),
            message,
            author: findAuthor(ctx.user, host),
            date,
            mode: ctx.input.mode ?? 'create',
            trailers: {
              'Callboard-Task': ctx.task.id,
              ...(entityRef && { 'Callboard-Entity': entityRef }),
              ...(ctx.templateInfo && {
                'Callboard-Template': ctx.templateInfo.entityRef,
              }),
            },
            files: changes,
          },
          { signal: ctx.signal, onProgress: line => ctx.logger.info(line) },
        )
        .catch(error => {
          throw explainCommitError(error, target);
        });
      const { status, commit, paths } = result;
      ctx.logger.info(`${status}: ${commit} on ${target.id}, branch ${branch}`);
      ctx.output('status', status);
      ctx.output('commit', commit);
      ctx.output('commitUrl', target.commitUrl(commit));
      ctx.output('paths', paths);
      await announceCommit(events, ctx.logger, {
        repository: target.id,
        branch,
        commit,
      });
    },
  });
}
