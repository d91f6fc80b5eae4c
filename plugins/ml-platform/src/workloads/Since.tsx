import { Workload } from '@callboard/plugin-ml-platform-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Age } from '../live';
import { mlPlatformTranslationRef } from '../translation';
import { sinceWhen } from './workloadFacts';

/** "waiting 6 min", "up 2 h", "ended 3 d ago". */
export function Since({ workload }: { workload: Workload }) {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  const since = sinceWhen(workload);
  return (
    <span>
      {t(since.key)} <Age at={since.at} bare={since.bare} />
    </span>
  );
}
