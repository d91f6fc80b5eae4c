import { GitOpsError } from '../errors';

/**
 * The local mirror failed us. It holds nothing that the remote does not, so
 * the answer is to build it anew.
 */
export class LocalGitError extends GitOpsError {}
