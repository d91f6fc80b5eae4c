import { NodeLabelScheme } from './accelerators';

/**
 * How the target cluster differs from others.
 *
 * @public
 */
export interface BuildOptions {
  /**
   * Labels that pick nodes by accelerator type. Default `device`.
   */
  nodeLabels?: NodeLabelScheme;
  /**
   * Labels that pick spot nodes. Default Karpenter's
   * `karpenter.sh/capacity-type: spot`.
   */
  spotLabels?: Record<string, string>;
}
