/** One HTTP API under test: the stand-in's or a real system's. */
export interface ApiTarget {
  /** Root of the API, without a trailing slash. */
  url: string;
  token?: string;
  /** For systems with a certificate of their own; default is global fetch. */
  fetch?: typeof fetch;
}

/** A Kubernetes API server with a namespace that tests may write to. */
export interface KubeTarget extends ApiTarget {
  namespace: string;
}

/** A Prometheus that scrapes dcgm-exporter, and one that has devices in it. */
export interface PrometheusTarget extends ApiTarget {
  /** Metric that has series now. */
  metric: string;
}

/** A cluster that follows a Git repository, and the MLflow that it logs to. */
export interface DeliveryTarget {
  kube: KubeTarget;
  mlflow: ApiTarget;
  git: { url: string; username: string; password: string };
  /** Kueue LocalQueue in the namespace with room for one L4. */
  queue: string;
  /** How long a small RayJob may take from push to its end, ms. */
  timeoutMs: number;
}
