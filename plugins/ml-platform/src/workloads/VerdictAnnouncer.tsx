import { Workload } from '@callboard/plugin-ml-platform-common';
import { VisuallyHidden } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEffect, useRef, useState } from 'react';
import { mlPlatformTranslationRef } from '../translation';

/** Tells screen readers of verdicts that change, and of nothing else. */
export function VerdictAnnouncer({ workloads }: { workloads: Workload[] }) {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  const known = useRef(new Map<string, string>());
  const [message, setMessage] = useState('');

  useEffect(() => {
    const changed = workloads.filter(({ uid, verdict }) => {
      const before = known.current.get(uid);
      return before !== undefined && before !== verdict.status;
    });
    known.current = new Map(workloads.map(w => [w.uid, w.verdict.status]));
    if (changed.length > 0) {
      setMessage(
        changed
          .map(({ name, verdict }) =>
            t('announce', {
              name,
              status: t(`status.${verdict.status}`),
              summary: verdict.summary,
            }),
          )
          .join('. '),
      );
    }
  }, [workloads, t]);

  return (
    <VisuallyHidden>
      <span role="status" aria-live="polite">
        {message}
      </span>
    </VisuallyHidden>
  );
}
