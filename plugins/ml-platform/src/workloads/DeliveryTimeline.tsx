import { Workload } from '@callboard/plugin-ml-platform-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  RiCheckboxCircleFill,
  RiCircleLine,
  RiErrorWarningFill,
  RiProgress4Line,
  RiQuestionLine,
} from '@remixicon/react';
import clsx from 'clsx';
import { Tone } from '../common/tone';
import tones from '../common/tone.module.css';
import { Age } from '../live';
import { mlPlatformTranslationRef } from '../translation';
import styles from './DeliveryTimeline.module.css';
import { DeliveryStep, deliverySteps, StepState } from './deliverySteps';

const LOOKS: Record<StepState, { icon: typeof RiCircleLine; tone: Tone }> = {
  done: { icon: RiCheckboxCircleFill, tone: 'positive' },
  active: { icon: RiProgress4Line, tone: 'progress' },
  waiting: { icon: RiCircleLine, tone: 'neutral' },
  problem: { icon: RiErrorWarningFill, tone: 'negative' },
  unknown: { icon: RiQuestionLine, tone: 'neutral' },
};

/** From Git to running, a step each: how far it got and when. */
export function DeliveryTimeline({ workload }: { workload: Workload }) {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  return (
    <ol className={styles.steps} aria-label={t('delivery.title')}>
      {deliverySteps(workload).map(step => {
        const look = LOOKS[step.state];
        return (
          <li key={step.id} className={clsx(tones[look.tone])}>
            <look.icon
              size={16}
              aria-label={t(`delivery.state.${step.state}`)}
            />
            <div>
              <div className={styles.name}>{t(`delivery.step.${step.id}`)}</div>
              <StepDetail step={step} />
            </div>
          </li>
        );
      })}
    </ol>
  );
}

function StepDetail({ step }: { step: DeliveryStep }) {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  const parts = [
    step.code && <code>{step.code}</code>,
    step.sync && t(`delivery.sync.${step.sync}`),
    step.detail,
    step.health && t(`status.${step.health}`),
    step.at && (
      <>
        {step.health && `${t('delivery.started')} `}
        <Age at={step.at} />
      </>
    ),
  ].filter(Boolean);
  return (
    <div className={styles.detail}>
      {parts.length === 0 && t(`delivery.state.${step.state}`)}
      {parts.map((part, index) => (
        <span key={index}>{part}</span>
      ))}
    </div>
  );
}
