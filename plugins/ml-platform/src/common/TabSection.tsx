import { ReactNode } from 'react';
import styles from './TabSection.module.css';

/** A titled part of the tab. */
export function TabSection(props: {
  title: string;
  aside?: ReactNode;
  footer?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className={styles.section} aria-label={props.title}>
      <div className={styles.head}>
        <h2 className={styles.title}>{props.title}</h2>
        {props.aside}
      </div>
      {props.children}
      {props.footer}
    </section>
  );
}
