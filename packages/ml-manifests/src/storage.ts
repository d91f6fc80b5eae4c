import { StorageInput } from './input/storage';
import { Container, PodTemplate } from './kubernetes';

/** Volumes of a pod and their mounts, for the storage that was asked for. */
export function storageVolumes(storage: StorageInput): {
  volumes?: PodTemplate['spec']['volumes'];
  volumeMounts?: Container['volumeMounts'];
} {
  const name = 'storage';
  switch (storage.type) {
    case 'pvc':
      return {
        volumes: [
          { name, persistentVolumeClaim: { claimName: storage.claimName } },
        ],
        volumeMounts: [{ name, mountPath: storage.mountPath }],
      };
    case 'ephemeral':
      return {
        volumes: [{ name, emptyDir: { sizeLimit: storage.size } }],
        volumeMounts: [{ name, mountPath: storage.mountPath }],
      };
    default:
      return {};
  }
}
