export interface Config {
  /**
   * The section of Backstage's Kubernetes plugin, which need not be installed:
   * its clusters are ours.
   */
  kubernetes?: {
    clusterLocatorMethods?: Array<{
      /** `config` or `localKubectlProxy`; others are left out with a warning. */
      type: string;
      clusters?: Array<{
        name: string;
        title?: string;
        url: string;
        /** `serviceAccount` or `localKubectlProxy`. */
        authProvider?: string;
        /**
         * The pod's own token when absent.
         * @visibility secret
         */
        serviceAccountToken?: string;
        skipTLSVerify?: boolean;
        /** CA certificates: PEM in base64. */
        caData?: string;
        /** Path of a PEM file with CA certificates. */
        caFile?: string;
      }>;
    }>;
  };
  /** The ml-platform plugin. */
  mlPlatform?: {
    /**
     * Clusters from a kubeconfig file, beside those that the portal's
     * `kubernetes.clusterLocatorMethods` names.
     */
    kubeconfig?: {
      /** Path of the file, absolute or relative to the working directory. */
      path: string;
      /** Contexts to use, each a cluster of that name; all when absent. */
      contexts?: string[];
    };
    /** Settings of single clusters, by name. */
    clusters?: Array<{
      /** Name of a cluster from `kubernetes` or `mlPlatform.kubeconfig`. */
      name: string;
      /** Namespaces to follow; all when absent. */
      namespaces?: string[];
    }>;
    /** MLflow servers. */
    mlflow?: Array<{
      /** Unique; entities name it in `callboard.dev/mlflow-instance`. */
      id: string;
      /** Where the backend reaches the server. */
      url: string;
      /** Where a person's browser reaches it; `url` when absent. */
      webUrl?: string;
      /** @visibility secret */
      token?: string;
      username?: string;
      /** @visibility secret */
      password?: string;
      /** Sent as `X-MLFLOW-WORKSPACE`. */
      workspace?: string;
      /** Seconds between two polls; 15 when absent. */
      pollSeconds?: number;
    }>;
    /** Prometheus servers, or stores with its query API; one a cluster. */
    prometheus?: Array<{
      /** Name of the cluster whose devices it measures. */
      cluster: string;
      url: string;
      /** @visibility secret */
      token?: string;
      username?: string;
      /** @visibility secret */
      password?: string;
      /** Seconds between two polls; 15 when absent. */
      pollSeconds?: number;
    }>;
    /**
     * Templates of links out of the portal. `{cluster}`, `{namespace}` and
     * `{name}` are replaced by URL-encoded values.
     */
    links?: {
      /** Of an Argo CD Application, by its own namespace and name. */
      argocd?: string;
      /** Of a Flux Kustomization, by its own namespace and name. */
      flux?: string;
      /** Of a workload's logs. */
      logs?: string;
    };
    tenancy?: {
      /**
       * Owners of namespaces. A workload that does not name its entity shows
       * on entities of its namespace's owner.
       */
      namespaces?: Array<{
        /** All clusters when absent. */
        cluster?: string;
        namespace: string;
        /** Entity ref of a Group or User: `group:default/team-a`. */
        owner: string;
      }>;
    };
  };
}
