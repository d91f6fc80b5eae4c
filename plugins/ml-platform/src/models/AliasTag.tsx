import { RiPriceTag3Line } from '@remixicon/react';
import styles from './AliasTag.module.css';

/** A name that people and services know a version by. */
export function AliasTag({ alias }: { alias: string }) {
  return (
    <span className={styles.tag} data-alias={alias}>
      <RiPriceTag3Line size={12} aria-hidden />
      {alias}
    </span>
  );
}
