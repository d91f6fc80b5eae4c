import {
  WorkloadEvent,
  WorkloadPod,
} from '@callboard/plugin-ml-platform-common';
import { ButtonIcon } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Drawer from '@material-ui/core/Drawer';
import { RiCloseLine } from '@remixicon/react';
import clsx from 'clsx';
import { ReactNode } from 'react';
import { podLook } from '../common/tone';
import tones from '../common/tone.module.css';
import { Age } from '../live';
import { mlPlatformTranslationRef } from '../translation';
import { EventList } from './EventList';
import { Facts } from './Facts';
import styles from './PodDrawer.module.css';

/** One pod in full: state, reason, node, devices, restarts and its events. */
export function PodDrawer(props: {
  /** Undefined while closed. */
  pod: WorkloadPod | undefined;
  events: WorkloadEvent[];
  onClose: () => void;
}) {
  return (
    <Drawer anchor="right" open={Boolean(props.pod)} onClose={props.onClose}>
      {props.pod && (
        <PodDetails
          pod={props.pod}
          events={props.events.filter(
            ({ object }) => object === `Pod/${props.pod?.name}`,
          )}
          onClose={props.onClose}
        />
      )}
    </Drawer>
  );
}

function PodDetails(props: {
  pod: WorkloadPod;
  events: WorkloadEvent[];
  onClose: () => void;
}) {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  const { pod, events } = props;
  const devices = Object.entries(pod.accelerators);
  const facts: [string, ReactNode][] = [
    [t('pod.node'), pod.node ?? t('pod.noNode')],
    [
      t('pod.devices'),
      devices.length
        ? devices.map(([name, count]) => `${count} × ${name}`).join(', ')
        : t('pod.noDevices'),
    ],
    [t('pod.restarts'), `${pod.restarts}`],
    [
      t('pod.started'),
      pod.startedAt ? <Age at={pod.startedAt} /> : t('pod.notStarted'),
    ],
  ];
  return (
    <div
      className={styles.drawer}
      role="dialog"
      aria-modal
      aria-label={t('pod.title', { name: pod.name })}
    >
      <div className={styles.head}>
        <h2 className={styles.title}>{pod.name}</h2>
        <ButtonIcon
          aria-label={t('pod.close')}
          icon={<RiCloseLine />}
          variant="tertiary"
          onPress={props.onClose}
        />
      </div>
      <div className={clsx(styles.state, tones[podLook(pod.state).tone])}>
        <strong>
          {t(`pod.state.${pod.state}`)}
          {pod.reason && `: ${pod.reason}`}
        </strong>
        {pod.message && <div className={styles.message}>{pod.message}</div>}
      </div>
      <Facts facts={facts} />
      <h3 className={styles.subtitle}>{t('events.title')}</h3>
      <EventList events={events} />
    </div>
  );
}
