import { ScmIntegrationRegistry } from '@backstage/integration';

/** Where each kind of forge shows a commit and a file, after the repository's URL. */
const PAGES: Record<string, { commit: string; file: string }> = {
  github: { commit: '/commit/{commit}', file: '/blob/{branch}/{path}' },
  gitlab: { commit: '/-/commit/{commit}', file: '/-/blob/{branch}/{path}' },
  gitea: {
    commit: '/commit/{commit}',
    file: '/src/branch/{branch}/{path}',
  },
  bitbucketCloud: {
    commit: '/commits/{commit}',
    file: '/src/{branch}/{path}',
  },
};

/** Templates of a repository's web pages, where the kind of forge is known. */
export function forgeLinks(
  integrations: ScmIntegrationRegistry,
  url: string,
): { commitUrl?: string; fileUrl?: string } {
  const pages = /^https?:/.test(url)
    ? PAGES[integrations.byUrl(url)?.type ?? '']
    : undefined;
  const base = url.replace(/\/+$/, '').replace(/\.git$/, '');
  return pages
    ? { commitUrl: base + pages.commit, fileUrl: base + pages.file }
    : {};
}

/** Fills `{name}` places, each segment of a value encoded for a URL. */
export function fillLink(
  template: string | undefined,
  values: Record<string, string>,
): string | undefined {
  return template?.replace(/\{(\w+)\}/g, (place, name) =>
    name in values
      ? values[name].split('/').map(encodeURIComponent).join('/')
      : place,
  );
}
