import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { Bundle, Finding, notChecked } from '@callboard/ml-manifests';
import { MlPlatformClient } from '@callboard/plugin-ml-platform-node';
import { TargetFacts } from '@callboard/plugin-ml-platform-common';

/**
 * What the target offers now. That it cannot be asked is a finding and no
 * failure: the manifests land in Git, and the portal may well not see every
 * cluster that follows the repository.
 */
export async function findFacts(
  client: MlPlatformClient,
  { cluster, namespace }: Bundle,
  options: { credentials: BackstageCredentials; signal?: AbortSignal },
): Promise<{ facts?: TargetFacts; findings: Finding[] }> {
  try {
    const target = { cluster, namespace };
    return {
      facts: await client.getTargetFacts(target, options),
      findings: [],
    };
  } catch (error) {
    options.signal?.throwIfAborted();
    return { findings: [notChecked(cluster, reason(error))] };
  }
}

/** A ResponseError only tells the status; its cause is what was answered. */
function reason(error: unknown): string {
  if (!isError(error)) {
    return 'unknown error';
  }
  return isError(error.cause) ? error.cause.message : error.message;
}
