import { GitFile, GitRepository } from '../../git/GitRepository';
import { Draft } from '../../kube/types';
import { hashOf } from './hashOf';
import { renderComponent, RenderError } from './renderComponent';

/** Directory of this cluster in the GitOps repository. */
export const CLUSTER_ROOT = 'clusters/demo';

/** One component's directory at one commit. */
export interface ComponentSource {
  app: string;
  namespace: string;
  component: string;
  directory: string;
  rendered: Rendered;
}

/** What a directory asks for, or why that cannot be told. */
export type Rendered = { drafts: Draft[]; hash: string } | { error: string };

export interface SourceState {
  revision: string;
  components: ComponentSource[];
}

const DIRECTORY = new RegExp(
  `^${CLUSTER_ROOT}/([^/]+)/([^/]+)/kustomization\\.yaml$`,
);

/**
 * What Argo CD's repo server and Git directory generator see: the state of
 * `main`, read again whenever the branch has moved.
 */
export class GitOpsSource {
  #state: SourceState | undefined;

  constructor(private readonly repository: GitRepository) {}

  get state(): SourceState | undefined {
    return this.#state;
  }

  /** True when there is a new revision. */
  async refresh(): Promise<boolean> {
    const revision = await this.repository.head();
    if (!revision || revision === this.#state?.revision) {
      return false;
    }
    const files = await this.repository.files(revision, `${CLUSTER_ROOT}/`);
    const components = files.flatMap((file): ComponentSource[] => {
      const match = DIRECTORY.exec(file.path);
      if (!match) {
        return [];
      }
      const [, namespace, component] = match;
      const directory = `${CLUSTER_ROOT}/${namespace}/${component}`;
      const rendered = render(directory, files, namespace);
      return [
        {
          app: `${namespace}-${component}`,
          namespace,
          component,
          directory,
          rendered,
        },
      ];
    });
    this.#state = { revision, components };
    return true;
  }
}

function render(
  directory: string,
  files: GitFile[],
  namespace: string,
): Rendered {
  try {
    const drafts = renderComponent(directory, files, namespace);
    return { drafts, hash: hashOf(drafts) };
  } catch (error) {
    if (error instanceof RenderError) {
      return { error: error.message };
    }
    throw error;
  }
}
