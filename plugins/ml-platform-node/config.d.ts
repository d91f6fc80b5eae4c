export interface Config {
  mlPlatform?: {
    /** The Git repositories that manifests are committed to. */
    gitops?: {
      /**
       * Directory for the local mirrors; safe to delete. One per backend
       * process. A directory below the system's temporary one when absent.
       */
      cacheDir?: string;
      /** Signs as committer; Callboard <callboard@localhost> when absent. */
      committer?: {
        name?: string;
        email?: string;
      };
      /** The first is the one that is used where none is named. */
      repositories?: Array<{
        /** Unique; actions and entities name it. */
        id: string;
        /** http(s), ssh or file URL, without credentials in it. */
        url: string;
        /** The branch that the clusters follow; `main` when absent. */
        branch?: string;
        /**
         * Directory that manifests go below, `.` for the whole repository;
         * `clusters` when absent.
         */
        root?: string;
        /**
         * Web page of a commit, with `{commit}` in it. Known by itself for
         * GitHub, GitLab, Gitea and Bitbucket Cloud in `integrations`.
         */
        commitUrl?: string;
        /** Web page of a file, with `{branch}` and `{path}` in it; likewise. */
        fileUrl?: string;
        /** Those of the host in `integrations` when absent. */
        credentials?: {
          username: string;
          /** @visibility secret */
          password: string;
        };
      }>;
    };
  };
}
