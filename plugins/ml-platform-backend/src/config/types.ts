/** A cluster that config describes by address and token. */
export interface DirectConnection {
  type: 'direct';
  /** Base URL of the API server. */
  server: string;
  caData?: string;
  caFile?: string;
  skipTlsVerify: boolean;
  token?: string;
  /** Read before requests, so that a rotated token is taken up. */
  tokenFile?: string;
}

/** A cluster that a kubeconfig file describes. */
export interface KubeconfigConnection {
  type: 'kubeconfig';
  path: string;
  context: string;
}

/** How to reach one cluster, whatever config named it. */
export interface ClusterConfig {
  /** Unique; what entities and tenancy call it. */
  name: string;
  title?: string;
  connection: DirectConnection | KubeconfigConnection;
  /** Namespaces to follow; all when absent. */
  namespaces?: string[];
}

/** Credentials of an HTTP upstream. */
export interface HttpCredentials {
  token?: string;
  username?: string;
  password?: string;
}

/** One MLflow server. */
export interface MlflowConfig {
  id: string;
  /** No trailing slash. */
  url: string;
  /** No trailing slash. */
  webUrl: string;
  credentials: HttpCredentials;
  workspace?: string;
  pollSeconds: number;
}

/** One metrics store. */
export interface PrometheusConfig {
  cluster: string;
  /** No trailing slash. */
  url: string;
  credentials: HttpCredentials;
  pollSeconds: number;
}

/** Templates of links out of the portal. */
export interface LinkTemplates {
  argocd?: string;
  flux?: string;
  logs?: string;
}

/** Owner of a namespace, as a normalised entity ref. */
export interface NamespaceOwner {
  cluster?: string;
  namespace: string;
  owner: string;
}

/** The plugin's parsed config. */
export interface MlPlatformConfig {
  clusters: ClusterConfig[];
  mlflow: MlflowConfig[];
  prometheus: PrometheusConfig[];
  links: LinkTemplates;
  namespaceOwners: NamespaceOwner[];
}
