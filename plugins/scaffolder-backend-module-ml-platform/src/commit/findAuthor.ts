import { parseEntityRef, UserEntity } from '@backstage/catalog-model';

/**
 * The person as author of a commit: name and address of the catalog's user,
 * or an address that reaches nobody when the catalog has none.
 *
 * @param host - host of the portal, for that address.
 */
export function findAuthor(
  user: { entity?: UserEntity; ref?: string } | undefined,
  host: string,
): { name: string; email: string } {
  const { displayName, email } = user?.entity?.spec?.profile ?? {};
  const id = user?.ref
    ? parseEntityRef(user.ref, { defaultKind: 'user' }).name
    : 'callboard';
  return {
    name: legal(displayName) || id,
    email: legal(email) || `${id}@users.noreply.${host}`,
  };
}

/** Git cannot write line breaks and angle brackets. */
function legal(text: string | undefined): string {
  return (text ?? '').replace(/[<>\r\n\0]/g, ' ').trim();
}
