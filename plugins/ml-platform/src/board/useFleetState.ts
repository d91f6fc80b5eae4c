import { useApi } from '@backstage/core-plugin-api';
import { toError } from '@backstage/errors';
import { FleetState } from '@callboard/plugin-ml-platform-common';
import { useCallback, useEffect, useState } from 'react';
import { mlPlatformApiRef } from '../api';
import { statusOf } from '../api/parse';
import { LiveStatus } from '../live';
import { backoffMs, delay } from '../live/backoff';
import { untilVisible } from '../live/untilVisible';

/** The backend answers from memory, and with "not modified" where it can. */
const REFRESH_MS = 5_000;

export interface FleetSnapshot {
  status: LiveStatus;
  /** The last known; kept through errors. */
  fleet?: FleetState;
  error?: Error;
  /** Unix ms of the last answer. */
  heardAt?: number;
}

/** All workloads that the person may see, kept fresh while somebody looks. */
export function useFleetState(): FleetSnapshot & { retry: () => void } {
  const api = useApi(mlPlatformApiRef);
  const [snapshot, setSnapshot] = useState<FleetSnapshot>({
    status: 'loading',
  });
  const [round, setRound] = useState(0);

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const publish = (change: Partial<FleetSnapshot>) => {
      if (!signal.aborted) {
        setSnapshot(last => ({ ...last, ...change }));
      }
    };
    const keepUp = async () => {
      let failures = 0;
      while (!signal.aborted) {
        await untilVisible(signal);
        try {
          const fleet = await api.getFleetState({ signal });
          failures = 0;
          publish({
            status: 'live',
            fleet,
            error: undefined,
            heardAt: Date.now(),
          });
        } catch (e) {
          const error = toError(e);
          if (statusOf(error) === 403) {
            publish({ status: 'error', error });
            return;
          }
          failures += 1;
          publish({ status: 'reconnecting', error });
        }
        await delay(failures ? backoffMs(failures) : REFRESH_MS, signal);
      }
    };
    keepUp();
    return () => controller.abort();
  }, [api, round]);

  const retry = useCallback(() => setRound(n => n + 1), []);
  return { ...snapshot, retry };
}
