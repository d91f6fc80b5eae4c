export interface Config {
  mlPlatform?: {
    /** What the scaffolder's actions write into manifests. */
    emit?: {
      /** The MLflow server of emitted workloads. */
      mlflow?: {
        /** Address that pods reach it by. */
        trackingUri?: string;
      };
      /**
       * EUR for one device and hour, by accelerator profile, instead of the
       * built-in assumptions.
       */
      prices?: { [profile: string]: number };
      /** How clusters differ from the defaults. */
      clusters?: Array<{
        name: string;
        /**
         * Labels that pick nodes by accelerator: those of the vendors'
         * discovery (the default), Karpenter's, or none.
         */
        nodeLabels?: 'device' | 'karpenter' | 'none';
        /**
         * Labels that pick spot nodes; `karpenter.sh/capacity-type: spot` when
         * absent.
         */
        spotLabels?: { [label: string]: string };
      }>;
    };
  };
}
