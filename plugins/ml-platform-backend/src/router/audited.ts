import { AuditorService } from '@backstage/backend-plugin-api';
import { ForwardedError, isError } from '@backstage/errors';
import { Request } from 'express';

/** Runs a read and leaves an audit event of how it ended. */
export async function audited<T>(
  auditor: AuditorService,
  event: { eventId: string; request: Request; meta: Record<string, string> },
  read: () => Promise<T>,
): Promise<T> {
  const auditEvent = await auditor.createEvent({
    ...event,
    severityLevel: 'low',
  });
  try {
    const result = await read();
    await auditEvent.success();
    return result;
  } catch (error) {
    await auditEvent.fail({
      error: isError(error) ? error : new ForwardedError('Failed', error),
    });
    throw error;
  }
}
