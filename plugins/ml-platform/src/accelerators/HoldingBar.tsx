import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlPlatformTranslationRef } from '../translation';
import styles from './HoldingBar.module.css';
import { HoldingParts } from './holdingFacts';

const PARTS = ['busy', 'idle', 'unmeasured', 'waiting'] as const;

/** What was asked for, cut into busy, idle, not measured and not held. */
export function HoldingBar({ parts }: { parts: HoldingParts }) {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  const shown = PARTS.filter(part => parts[part] > 0);
  return (
    <div className={styles.root}>
      <div className={styles.bar} aria-hidden>
        {shown.map(part => (
          <span
            key={part}
            data-part={part}
            className={styles.part}
            style={{ flexGrow: parts[part] }}
          />
        ))}
      </div>
      <ul className={styles.legend}>
        {shown.map(part => (
          <li key={part}>
            <span data-part={part} className={styles.swatch} aria-hidden />
            {parts[part]} {t(`holding.part.${part}`)}
          </li>
        ))}
      </ul>
    </div>
  );
}
