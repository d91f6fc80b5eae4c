import { ReactNode } from 'react';
import styles from './Quiet.module.css';

/** Nothing to show and nothing wrong with that: a line, and no more. */
export function Quiet({ children }: { children: ReactNode }) {
  return <p className={styles.quiet}>{children}</p>;
}
