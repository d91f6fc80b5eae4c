import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { EventsService } from '@backstage/plugin-events-node';
import {
  GITOPS_COMMITTED_TOPIC,
  GitOpsCommittedEvent,
} from '@callboard/plugin-ml-platform-node';

/**
 * Tells the rest of the portal, so that it looks at once and not at its next
 * poll. The commit has landed: that nobody could be told must not fail the
 * task.
 */
export async function announceCommit(
  events: EventsService,
  logger: LoggerService,
  eventPayload: GitOpsCommittedEvent,
): Promise<void> {
  try {
    await events.publish({ topic: GITOPS_COMMITTED_TOPIC, eventPayload });
  } catch (error) {
    logger.warn('The commit landed but could not be announced', {
      error: stringifyError(error),
    });
  }
}
