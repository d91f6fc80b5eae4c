import { ReactNode } from 'react';
import styles from './Facts.module.css';

/** Names and values, a line each. */
export function Facts({
  facts,
}: {
  facts: [name: string, value: ReactNode][];
}) {
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
