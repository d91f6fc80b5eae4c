import { useTranslationRef } from '@backstage/frontend-plugin-api';
import clsx from 'clsx';
import { statusLook } from '../common/tone';
import tones from '../common/tone.module.css';
import { mlPlatformTranslationRef } from '../translation';
import { ActId, ACTS } from './acts';
import styles from './ActFilter.module.css';

/** How many are in each act; a press shows that act alone. */
export function ActFilter(props: {
  counts: Map<ActId, number>;
  selected: ActId | undefined;
  onSelect: (act: ActId | undefined) => void;
}) {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  return (
    <div className={styles.acts} role="group" aria-label={t('board.filter')}>
      {ACTS.map(({ id, look }) => {
        const { icon: Icon, tone } = statusLook(look);
        const count = props.counts.get(id) ?? 0;
        const pressed = props.selected === id;
        return (
          <button
            key={id}
            type="button"
            className={clsx(styles.act, tones[count ? tone : 'neutral'])}
            aria-pressed={pressed}
            data-empty={count === 0 || undefined}
            onClick={() => props.onSelect(pressed ? undefined : id)}
          >
            <span className={styles.count}>{count}</span>
            <span className={styles.label}>
              <Icon size={14} aria-hidden /> {t(`act.${id}`)}
            </span>
          </button>
        );
      })}
    </div>
  );
}
