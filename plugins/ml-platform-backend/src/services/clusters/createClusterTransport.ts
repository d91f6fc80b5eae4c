import { readFile } from 'node:fs/promises';
import {
  KubeTransport,
  createTransport,
  transportFromKubeConfig,
} from '@callboard/kube-reflector';
import { KubeConfig } from '@kubernetes/client-node';
import { ClusterConfig } from '../../config/types';

/** Connects to a cluster as config says. Sends nothing yet. */
export function createClusterTransport(
  connection: ClusterConfig['connection'],
): KubeTransport {
  if (connection.type === 'kubeconfig') {
    const kubeConfig = new KubeConfig();
    kubeConfig.loadFromFile(connection.path);
    return transportFromKubeConfig(kubeConfig, connection.context);
  }
  const { token, tokenFile } = connection;
  return createTransport({
    server: connection.server,
    caData: connection.caData,
    caFile: connection.caFile,
    skipTlsVerify: connection.skipTlsVerify,
    // A mounted token is replaced about every hour: it is read each time.
    token: async () => (tokenFile ? readFile(tokenFile, 'utf8') : token),
  });
}
