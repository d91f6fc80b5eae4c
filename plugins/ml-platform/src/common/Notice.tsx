import { RemixiconComponentType } from '@remixicon/react';
import { ReactNode } from 'react';
import clsx from 'clsx';
import styles from './Notice.module.css';
import { Tone } from './tone';
import tones from './tone.module.css';

/** What stands where data would: why there is none, and the next step. */
export function Notice(props: {
  icon: RemixiconComponentType;
  tone: Tone;
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className={clsx(styles.notice, tones[props.tone])}>
      <span className={styles.icon}>
        <props.icon size={20} aria-hidden />
      </span>
      <div className={styles.body}>
        <div className={styles.title}>{props.title}</div>
        {props.children}
        {props.actions && <div className={styles.actions}>{props.actions}</div>}
      </div>
    </div>
  );
}
