import {
  WorkloadGroup,
  WorkloadPod,
} from '@callboard/plugin-ml-platform-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { KeyboardEvent, useRef, useState } from 'react';
import { mlPlatformTranslationRef } from '../translation';
import { PodCell } from './PodCell';
import styles from './PodGrid.module.css';

/** More than fit a screen; the count above says how many there are. */
const MAX_CELLS = 256;

/** Where a key moves the focus from `index` among `count` cells. */
function move(key: string, index: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return Math.min(index + 1, count - 1);
    case 'ArrowLeft':
    case 'ArrowUp':
      return Math.max(index - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

/**
 * The pods of one group, a cell each. One tab stop; arrow keys move between
 * the cells, Enter opens.
 */
export function PodGrid(props: {
  group: WorkloadGroup;
  onSelect: (pod: WorkloadPod) => void;
}) {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  const { group } = props;
  const grid = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState(0);
  const pods = group.pods.slice(0, MAX_CELLS);
  const current = Math.min(focused, Math.max(0, pods.length - 1));
  const hidden = group.pods.length - pods.length;
  // Wanted no more, such as the pods of a job that has ended.
  const left = group.desired === 0 ? group.pods.length : 0;
  const absent = Math.min(
    MAX_CELLS,
    Math.max(0, group.desired - group.pods.length),
  );

  const onKeyDown = (event: KeyboardEvent) => {
    const next = move(event.key, current, pods.length);
    if (next !== undefined && pods.length > 0) {
      event.preventDefault();
      setFocused(next);
      grid.current?.querySelectorAll('button')[next]?.focus();
    }
  };

  return (
    <section className={styles.group} aria-label={group.name}>
      <div className={styles.head}>
        <span className={styles.name}>{group.name}</span>
        <span className={styles.counts}>
          {left > 0 ? (
            t('group.left', { count: left })
          ) : (
            <>
              <strong>
                {t('group.readyOf', {
                  ready: `${group.ready}`,
                  desired: `${group.desired}`,
                })}
              </strong>{' '}
              {t('group.ready')}
            </>
          )}
          {group.min !== undefined && ` · ${t('group.min')} ${group.min}`}
          {group.max !== undefined && ` · ${t('group.max')} ${group.max}`}
        </span>
      </div>
      <div
        ref={grid}
        className={styles.cells}
        role="toolbar"
        aria-label={t('group.pods', { group: group.name })}
        onKeyDown={onKeyDown}
      >
        {pods.map((pod, index) => (
          <PodCell
            key={pod.uid}
            pod={pod}
            tabIndex={index === current ? 0 : -1}
            onFocus={() => setFocused(index)}
            onSelect={() => props.onSelect(pod)}
          />
        ))}
        {Array.from({ length: absent }, (_, index) => (
          <span
            key={index}
            className={styles.absent}
            title={t('group.absent')}
            aria-hidden
          />
        ))}
      </div>
      {hidden > 0 && (
        <div className={styles.counts}>
          {t('group.hidden', { count: hidden })}
        </div>
      )}
    </section>
  );
}
