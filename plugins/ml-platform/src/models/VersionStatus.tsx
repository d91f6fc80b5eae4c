import { ModelVersion } from '@callboard/plugin-ml-platform-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  RiCheckLine,
  RiCloseCircleLine,
  RiProgress4Line,
  RiQuestionLine,
} from '@remixicon/react';
import clsx from 'clsx';
import tones from '../common/tone.module.css';
import { mlPlatformTranslationRef } from '../translation';
import styles from './VersionStatus.module.css';

const LOOKS = {
  READY: { icon: RiCheckLine, tone: 'positive' },
  PENDING_REGISTRATION: { icon: RiProgress4Line, tone: 'progress' },
  FAILED_REGISTRATION: { icon: RiCloseCircleLine, tone: 'negative' },
  UNKNOWN: { icon: RiQuestionLine, tone: 'neutral' },
} as const;

/** Whether a version can be used, as the registry says. */
export function VersionStatus({ version }: { version: ModelVersion }) {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  const look = LOOKS[version.status] ?? LOOKS.UNKNOWN;
  return (
    <span
      className={clsx(styles.status, tones[look.tone])}
      title={version.statusMessage}
    >
      <look.icon size={14} aria-hidden />
      {t(`version.status.${version.status}`)}
    </span>
  );
}
