import { StaticRule } from '../PreflightRule';

/** Spot capacity is taken away at two minutes' notice. */
export const spotWithoutCheckpoint: StaticRule = ({ spot, keepsData }) =>
  spot && !keepsData
    ? [
        {
          code: 'SpotWithoutCheckpoint',
          severity: 'warning',
          path: 'storage',
          message:
            'workers on spot capacity lose their work when it is taken away',
          fix: 'add pvc or s3 storage and write checkpoints there, or turn spot off',
        },
      ]
    : [];
