import { SourceStatus } from '@callboard/plugin-ml-platform-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  RiAlertLine,
  RiCheckLine,
  RiHistoryLine,
  RiPlugLine,
} from '@remixicon/react';
import clsx from 'clsx';
import { Age } from '../live';
import { mlPlatformTranslationRef } from '../translation';
import styles from './SourcesLine.module.css';
import tones from './tone.module.css';

const LOOKS = {
  live: { icon: RiCheckLine, tone: 'positive' },
  stale: { icon: RiHistoryLine, tone: 'warning' },
  unavailable: { icon: RiPlugLine, tone: 'negative' },
} as const;
/** Answers, but a part of it may not be read. */
const PARTIAL = { icon: RiAlertLine, tone: 'warning' } as const;

/** The upstreams that an answer was built from, each with its own state. */
export function SourcesLine(props: { sources: SourceStatus[] }) {
  if (props.sources.length === 0) {
    return null;
  }
  return (
    <ul className={styles.list}>
      {props.sources.map(source => (
        <li key={`${source.kind}/${source.name}`}>
          <Source source={source} />
        </li>
      ))}
    </ul>
  );
}

function Source({ source }: { source: SourceStatus }) {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  const partial = source.state === 'live' && source.error;
  const look = partial ? PARTIAL : LOOKS[source.state] ?? LOOKS.unavailable;
  const name = `${t(`source.kind.${source.kind}`)} ${source.name}`;
  return (
    <span className={clsx(styles.source, tones[look.tone])}>
      <look.icon size={14} className={styles.icon} aria-hidden />
      <span>
        <span className={styles.name}>{name}</span>{' '}
        {t(`source.state.${source.state}`)}
        {source.state === 'stale' && source.observedAt && (
          <>
            {' '}
            <Age at={source.observedAt} />
          </>
        )}
        {source.error && (
          <span className={styles.error}>
            {': '}
            {source.error}
          </span>
        )}
      </span>
    </span>
  );
}
