import { secretInEnv } from '../../input/secrets';
import { StaticRule } from '../PreflightRule';

/** What is in Git is read by everyone who can read the repository. */
export const literalSecret: StaticRule = ({ pods }) => {
  const names = new Set<string>();
  for (const { template } of pods) {
    for (const { env } of template.spec.containers) {
      for (const { name, value } of env) {
        if (value !== undefined && secretInEnv(name, value)) {
          names.add(name);
        }
      }
    }
  }
  return [...names].map(name => ({
    code: 'LiteralSecret',
    severity: 'error',
    path: name.startsWith('MLFLOW_') ? 'mlflow' : 'env',
    message: `environment variable ${name} would put a secret into Git`,
    fix: 'put it in a Kubernetes Secret and use a secretRef',
  }));
};
