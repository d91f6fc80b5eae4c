import { WorkloadEvent } from '@callboard/plugin-ml-platform-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiAlertLine, RiInformationLine } from '@remixicon/react';
import clsx from 'clsx';
import tones from '../common/tone.module.css';
import { Age } from '../live';
import { mlPlatformTranslationRef } from '../translation';
import styles from './EventList.module.css';

/** Events as the cluster tells them, newest first. */
export function EventList({ events }: { events: WorkloadEvent[] }) {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  if (events.length === 0) {
    return <div className={styles.none}>{t('events.none')}</div>;
  }
  return (
    <ul className={styles.events}>
      {[...events]
        .sort((a, b) => b.lastSeen.localeCompare(a.lastSeen))
        .map(event => (
          <Event
            key={`${event.object} ${event.reason} ${event.message}`}
            event={event}
          />
        ))}
    </ul>
  );
}

function Event({ event }: { event: WorkloadEvent }) {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  const warning = event.type === 'Warning';
  return (
    <li className={clsx(tones[warning ? 'warning' : 'neutral'])}>
      {warning ? (
        <RiAlertLine size={16} aria-label={t('events.warning')} />
      ) : (
        <RiInformationLine size={16} aria-label={t('events.normal')} />
      )}
      <div className={styles.body}>
        <div className={styles.head}>
          <strong>{event.reason}</strong>
          <span className={styles.object}>{event.object}</span>
          <span className={styles.when}>
            {event.count > 1 && `${event.count} × · `}
            <Age at={event.lastSeen} />
          </span>
        </div>
        <div>{event.message}</div>
      </div>
    </li>
  );
}
