import { parse as parseYaml } from 'yaml';
import { KubeStore } from './KubeStore';
import { isJsonObject, JsonObject, mergePatch } from './json';
import { mutateOnCreate } from './mutateOnCreate';
import { deleteObject } from './deleteObject';
import { RequestInfo } from './requestInfo';
import { apiVersionOf, NODES, PODS } from './resources';
import { ServerSideApply } from './ServerSideApply';
import { StatusError } from './StatusError';
import { Draft, KubeObject, Resource } from './types';
import { validateObject } from './validateObject';

interface WriteRequest {
  method: string;
  contentType: string;
  query: Record<string, string | undefined>;
  body: string;
}

interface WriteOutcome {
  code: number;
  body: object;
}

const APPLY = 'application/apply-patch+yaml';
const MERGE = 'application/merge-patch+json';

function unsupported(contentType: string, accepted: string[]): StatusError {
  return new StatusError(
    415,
    'UnsupportedMediaType',
    `the body of the request was in an unknown format "${contentType}" - accepted media types include: ${accepted.join(
      ', ',
    )}`,
  );
}

/** Create, update, patch, apply and delete. */
export class ObjectWriter {
  constructor(
    private readonly store: KubeStore,
    private readonly serverSideApply: ServerSideApply,
  ) {}

  /** Undefined when the method is not served at this path. */
  async write(
    info: RequestInfo,
    request: WriteRequest,
  ): Promise<WriteOutcome | undefined> {
    const { method } = request;
    if (method === 'POST' && !info.name) {
      return { code: 201, body: this.#create(info, request) };
    }
    if (!info.name) {
      return undefined;
    }
    switch (method) {
      case 'PUT':
        return { code: 200, body: this.#update(info, request) };
      case 'PATCH':
        return this.#patch(info, request);
      case 'DELETE':
        return info.subresource
          ? undefined
          : { code: 200, body: this.#delete(info, request) };
      default:
        return undefined;
    }
  }

  #create(info: RequestInfo, request: WriteRequest): KubeObject {
    const { resource, namespace } = info;
    const body = parseObject(request, resource, ['application/json']);
    if (resource.namespaced && !namespace) {
      throw StatusError.badRequest('namespace is required');
    }
    const { status, ...rest } = body;
    // Nodes and pods are often created with a status by test tools; the
    // API server drops it there too.
    const draft = mutateOnCreate(resource, {
      ...(resource.hasStatus ? rest : { ...rest, status }),
      metadata: {
        ...body.metadata,
        namespace: this.#namespaceOf(info, body),
      },
    });
    validateObject(this.store, resource, draft);
    return this.store.create(resource, initial(resource, draft), {
      dryRun: isDryRun(request),
    });
  }

  #update(info: RequestInfo, request: WriteRequest): KubeObject {
    const { resource, namespace, name = '' } = info;
    const body = parseObject(request, resource, ['application/json']);
    this.#requireName(info, body);
    const current = this.store.get(resource, namespace, name);
    this.#requireFresh(resource, current, body);
    return this.store.modify(
      resource,
      current,
      () => this.#combine(info, current, body as KubeObject),
      { dryRun: isDryRun(request) },
    );
  }

  #patch(info: RequestInfo, request: WriteRequest): WriteOutcome {
    const { resource, namespace, name = '' } = info;
    const { contentType, query } = request;
    if (contentType === APPLY && !info.subresource) {
      const body = parseObject(request, resource, [APPLY]);
      this.#requireName(info, body);
      if (!query.fieldManager) {
        throw StatusError.badRequest(
          'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
        );
      }
      const applied = this.serverSideApply.apply(
        resource,
        namespace,
        name,
        body,
        {
          fieldManager: query.fieldManager,
          force: query.force === 'true',
          dryRun: isDryRun(request),
        },
      );
      return { code: applied.created ? 201 : 200, body: applied.object };
    }
    if (contentType !== MERGE) {
      throw unsupported(
        contentType,
        info.subresource ? [MERGE] : [MERGE, APPLY],
      );
    }
    const patch = parseBody(request.body);
    const current = this.store.get(resource, namespace, name);
    const merged = mergePatch(current, patch) as KubeObject;
    this.#requireFresh(resource, current, merged);
    return {
      code: 200,
      body: this.store.modify(
        resource,
        current,
        () => this.#combine(info, current, merged),
        { dryRun: isDryRun(request) },
      ),
    };
  }

  #delete(info: RequestInfo, request: WriteRequest): object {
    const { resource, namespace, name = '' } = info;
    const object = this.store.get(resource, namespace, name);
    const options = request.body ? parseBody(request.body) : {};
    const grace =
      request.query.gracePeriodSeconds ?? options.gracePeriodSeconds;
    if (isDryRun(request)) {
      return object;
    }
    return deleteObject(this.store, resource, object, {
      now: grace !== undefined && Number(grace) === 0,
    });
  }

  /** The status subresource moves the status only, the object all but it. */
  #combine(
    info: RequestInfo,
    current: KubeObject,
    next: KubeObject,
  ): KubeObject {
    const { resource, subresource } = info;
    if (subresource === 'status') {
      return { ...current, status: next.status };
    }
    const combined = resource.hasStatus
      ? { ...next, status: current.status }
      : next;
    validateObject(this.store, resource, combined);
    return combined;
  }

  #namespaceOf(info: RequestInfo, body: Draft): string | undefined {
    if (body.metadata.namespace && body.metadata.namespace !== info.namespace) {
      throw StatusError.badRequest(
        'the namespace of the provided object does not match the namespace sent on the request',
      );
    }
    return info.namespace;
  }

  #requireName(info: RequestInfo, body: Draft): void {
    this.#namespaceOf(info, body);
    if (body.metadata.name && body.metadata.name !== info.name) {
      throw StatusError.badRequest(
        `the name of the object (${body.metadata.name}) does not match the name on the URL (${info.name})`,
      );
    }
  }

  #requireFresh(resource: Resource, current: KubeObject, next: Draft): void {
    const { resourceVersion, uid } = next.metadata;
    const stale =
      (resourceVersion &&
        resourceVersion !== current.metadata.resourceVersion) ||
      (uid && uid !== current.metadata.uid);
    if (stale) {
      throw StatusError.conflict(resource, current.metadata.name);
    }
  }
}

function isDryRun(request: WriteRequest): boolean {
  return request.query.dryRun === 'All';
}

/** Defaults that the server fills in for what is created by hand. */
function initial(resource: Resource, draft: Draft): Draft {
  if (resource === PODS) {
    return { ...draft, status: { phase: 'Pending', conditions: [] } };
  }
  if (resource === NODES) {
    return { ...draft, spec: draft.spec ?? {} };
  }
  return draft;
}

function parseBody(text: string): JsonObject {
  let value: unknown;
  try {
    value = parseYaml(text);
  } catch (error) {
    throw StatusError.badRequest(
      `the object provided is unrecognized: ${
        error instanceof Error ? error.message.split('\n')[0] : 'not readable'
      }`,
    );
  }
  if (!isJsonObject(value)) {
    throw StatusError.badRequest(
      'the object provided is unrecognized (must be of type object)',
    );
  }
  return value;
}

function parseObject(
  request: WriteRequest,
  resource: Resource,
  accepted: string[],
): Draft {
  if (!accepted.includes(request.contentType)) {
    throw unsupported(request.contentType, accepted);
  }
  const body = parseBody(request.body);
  const expected = apiVersionOf(resource);
  if (
    (body.apiVersion && body.apiVersion !== expected) ||
    (body.kind && body.kind !== resource.kind)
  ) {
    throw StatusError.badRequest(
      `${String(body.kind)} in version "${String(
        body.apiVersion,
      )}" cannot be handled as a ${resource.kind} in ${expected}`,
    );
  }
  return {
    ...body,
    apiVersion: expected,
    kind: resource.kind,
    metadata: isJsonObject(body.metadata) ? body.metadata : {},
  };
}
