import { Resource } from './types';
import { qualifiedName } from './resources';

export interface StatusCause {
  reason: string;
  message: string;
  field: string;
}

interface StatusDetails {
  name?: string;
  group?: string;
  kind?: string;
  causes?: StatusCause[];
}

/** An error that the Kubernetes API answers with a `Status` object. */
export class StatusError extends Error {
  constructor(
    readonly code: number,
    readonly reason: string,
    message: string,
    readonly details?: StatusDetails,
  ) {
    super(message);
    this.name = 'StatusError';
  }

  static notFound(resource: Resource, name: string): StatusError {
    return new StatusError(
      404,
      'NotFound',
      `${qualifiedName(resource)} "${name}" not found`,
      { name, group: resource.group || undefined, kind: resource.plural },
    );
  }

  static alreadyExists(resource: Resource, name: string): StatusError {
    return new StatusError(
      409,
      'AlreadyExists',
      `${qualifiedName(resource)} "${name}" already exists`,
      { name, group: resource.group || undefined, kind: resource.plural },
    );
  }

  static conflict(resource: Resource, name: string): StatusError {
    return new StatusError(
      409,
      'Conflict',
      `Operation cannot be fulfilled on ${qualifiedName(
        resource,
      )} "${name}": ` +
        `the object has been modified; please apply your changes to the latest version and try again`,
      { name, group: resource.group || undefined, kind: resource.plural },
    );
  }

  static invalid(
    resource: Resource,
    name: string,
    causes: StatusCause[],
  ): StatusError {
    const list = causes.map(c => `${c.field}: ${c.message}`);
    return new StatusError(
      422,
      'Invalid',
      `${resource.kind}${
        resource.group ? `.${resource.group}` : ''
      } "${name}" is invalid: ` +
        `${list.length === 1 ? list[0] : `[${list.join(', ')}]`}`,
      { name, group: resource.group || undefined, kind: resource.kind, causes },
    );
  }

  static badRequest(message: string): StatusError {
    return new StatusError(400, 'BadRequest', message);
  }

  static expired(revision: string, oldest: number): StatusError {
    return new StatusError(
      410,
      'Expired',
      `too old resource version: ${revision} (${oldest})`,
    );
  }

  toStatus(): object {
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: this.message,
      reason: this.reason,
      details: this.details,
      code: this.code,
    };
  }
}
