import { DeviceInterval } from '../controllers/DeviceLedger';
import { KubeStoreSnapshot } from '../kube/KubeStore';
import { AppliedConfigurations } from '../kube/ServerSideApply';
import { RegistrySnapshot } from '../mlflow/ModelRegistry';
import { TrackingSnapshot } from '../mlflow/TrackingStore';

/** Everything but the Git repository. */
export interface PlatformSnapshot {
  kube: KubeStoreSnapshot;
  applied: AppliedConfigurations;
  timers: Record<string, number>;
  devices: DeviceInterval[];
  mlflow: { tracking: TrackingSnapshot; registry: RegistrySnapshot };
}
