/**
 * Entity annotation that names a component's Kubernetes objects: the value of
 * their `backstage.io/kubernetes-id` label. Shared with Backstage's Kubernetes
 * plugin.
 *
 * @public
 */
export const ANNOTATION_KUBERNETES_ID = 'backstage.io/kubernetes-id';

/**
 * Entity annotation that narrows the look-up to one namespace. Optional.
 *
 * @public
 */
export const ANNOTATION_KUBERNETES_NAMESPACE =
  'backstage.io/kubernetes-namespace';

/**
 * Entity annotation that narrows the look-up to one cluster, by its name in
 * the portal's `kubernetes` config section. Optional.
 *
 * @public
 */
export const ANNOTATION_KUBERNETES_CLUSTER = 'backstage.io/kubernetes-cluster';

/**
 * Entity annotation: comma-separated names of MLflow registered models.
 *
 * @public
 */
export const ANNOTATION_MLFLOW_MODELS =
  'callboard.dev/mlflow-registered-models';

/**
 * Entity annotation: id of the MLflow server in `mlPlatform.mlflow`. Optional
 * when only one is configured.
 *
 * @public
 */
export const ANNOTATION_MLFLOW_INSTANCE = 'callboard.dev/mlflow-instance';

/**
 * Label on Kubernetes objects that ties them to an entity's
 * {@link ANNOTATION_KUBERNETES_ID}.
 *
 * @public
 */
export const LABEL_KUBERNETES_ID = 'backstage.io/kubernetes-id';

/**
 * Annotation on Kubernetes objects: full reference of the entity that they
 * belong to, such as `component:default/churn-train`. It is the object's side
 * of the binding: without it an entity's annotation alone shows nothing.
 *
 * @public
 */
export const OBJECT_ANNOTATION_ENTITY_REF = 'callboard.dev/entity-ref';

/**
 * Annotation on Kubernetes objects: name of the software template that
 * rendered them.
 *
 * @public
 */
export const OBJECT_ANNOTATION_TEMPLATE = 'callboard.dev/template';

/**
 * Annotation on Kubernetes objects: version of the software template that
 * rendered them.
 *
 * @public
 */
export const OBJECT_ANNOTATION_TEMPLATE_VERSION =
  'callboard.dev/template-version';

/**
 * Tag on MLflow runs: the workload that made the run, as `Kind/name`. Its
 * namespace may precede the name: `RayJob/team-a/churn-train-7f3a`.
 *
 * @public
 */
export const MLFLOW_RUN_TAG_WORKLOAD = 'callboard.dev/workload';
