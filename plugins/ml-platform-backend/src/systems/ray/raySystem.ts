import { MlSystem } from '@callboard/plugin-ml-platform-node';
import { rayCluster } from './rayCluster';
import { rayJob } from './rayJob';
import { rayService } from './rayService';

/** Ray on Kubernetes, through KubeRay. */
export const raySystem: MlSystem = {
  id: 'ray',
  title: 'Ray',
  workloadKinds: [rayJob, rayCluster, rayService],
};
