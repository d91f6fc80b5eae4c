/**
 * The product name of a node's devices, from the labels of NVIDIA's GPU
 * feature discovery, AMD's node labeller, or the instance type for Neuron.
 */
export function productOf(
  resource: string,
  labels: Record<string, string> | undefined,
): string | undefined {
  if (resource.startsWith('nvidia.com/')) {
    return labels?.['nvidia.com/gpu.product'];
  }
  if (resource.startsWith('amd.com/')) {
    return (
      labels?.['amd.com/gpu.product-name'] ??
      labels?.['beta.amd.com/gpu.product-name']
    );
  }
  return labels?.['node.kubernetes.io/instance-type'];
}
