import { dirname } from 'node:path/posix';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  Entity,
  entityEnvelopeSchemaValidator,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { stringifyError } from '@backstage/errors';
import { parseEntityYaml } from '@backstage/plugin-catalog-node';
import { GitOpsTarget } from '@callboard/plugin-ml-platform-node';
import {
  ANNOTATION_GITOPS_PATH,
  ANNOTATION_GITOPS_REPOSITORY,
} from './annotations';

/**
 * Kinds that a GitOps repository may say something about. People and groups,
 * and locations that would pull in more, come from elsewhere.
 */
const ALLOWED_KINDS = ['Component', 'Resource', 'API'];

const validateEnvelope = entityEnvelopeSchemaValidator();

/** A document that is left out, and why. */
export interface SkippedDocument {
  path: string;
  reason: string;
}

/**
 * Entities of a repository's descriptor files. A document that cannot be used
 * is skipped and never takes another one with it.
 */
export function readEntities(
  target: Pick<GitOpsTarget, 'id' | 'fileUrl'>,
  files: { path: string; content: string }[],
): { entities: Entity[]; skipped: SkippedDocument[] } {
  const entities = new Map<string, Entity>();
  const skipped: SkippedDocument[] = [];
  for (const { path, content } of files) {
    const location = locationOf(target, path);
    for (const result of parseEntityYaml(content, location)) {
      const reason =
        result.type === 'entity'
          ? addEntity(entities, annotate(target, path, result.entity))
          : result.type === 'error' && stringifyError(result.error);
      if (reason) {
        skipped.push({ path, reason });
      }
    }
  }
  return { entities: [...entities.values()], skipped };
}

/** Tells why when the entity cannot be added. */
function addEntity(
  entities: Map<string, Entity>,
  entity: Entity,
): string | undefined {
  try {
    validateEnvelope(entity);
  } catch (error) {
    return stringifyError(error);
  }
  if (!ALLOWED_KINDS.includes(entity.kind)) {
    return `kind ${entity.kind} is not among ${ALLOWED_KINDS.join(', ')}`;
  }
  const ref = stringifyEntityRef(entity);
  const first = entities.get(ref);
  if (first) {
    const path = first.metadata.annotations?.[ANNOTATION_GITOPS_PATH];
    return `${ref} is in ${path} already`;
  }
  entities.set(ref, entity);
  return undefined;
}

/** Says where the entity comes from, whatever its file says about that. */
function annotate(
  target: Pick<GitOpsTarget, 'id' | 'fileUrl'>,
  path: string,
  entity: Entity,
): Entity {
  const { type, target: place } = locationOf(target, path);
  const directoryUrl = target.fileUrl(dirname(path));
  return {
    ...entity,
    metadata: {
      ...entity.metadata,
      annotations: {
        ...(directoryUrl && {
          [ANNOTATION_SOURCE_LOCATION]: `url:${directoryUrl}/`,
        }),
        ...entity.metadata?.annotations,
        [ANNOTATION_LOCATION]: `${type}:${place}`,
        [ANNOTATION_ORIGIN_LOCATION]: `${type}:${place}`,
        [ANNOTATION_GITOPS_REPOSITORY]: target.id,
        [ANNOTATION_GITOPS_PATH]: path,
      },
    },
  };
}

function locationOf(
  target: Pick<GitOpsTarget, 'id' | 'fileUrl'>,
  path: string,
): { type: string; target: string } {
  const url = target.fileUrl(path);
  return url
    ? { type: 'url', target: url }
    : { type: 'gitops', target: `${target.id}/${path}` };
}
