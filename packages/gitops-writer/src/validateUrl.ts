import { GitOpsError } from './errors';
import { redact } from './git/gitEnvironment';

const PROTOCOLS = ['http:', 'https:', 'ssh:', 'file:'];

/**
 * Throws GitOpsError unless the URL is one that git may be given: of a known
 * protocol, and without credentials, which would end up in argv and in logs.
 */
export function validateUrl(url: string): void {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const shown = redact(url);
  if (!parsed || !PROTOCOLS.includes(parsed.protocol)) {
    throw new GitOpsError(
      `${shown} is not a repository URL: use http, https, ssh or file`,
    );
  }
  if (parsed.password || (parsed.username && parsed.protocol !== 'ssh:')) {
    throw new GitOpsError(
      `${shown} holds credentials: pass them apart from the URL`,
    );
  }
  // ssh takes a host that begins with a dash for an option.
  if (parsed.hostname.startsWith('-') || parsed.username.startsWith('-')) {
    throw new GitOpsError(`${shown} is not a legal repository URL`);
  }
}
