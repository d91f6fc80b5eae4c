import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { mlPlatformTranslationRef } from '../translation';
import styles from './Clamped.module.css';

/**
 * Text of any length in three lines at most. What is cut shows on hover, and on
 * a press for those who have no mouse; screen readers read it whole.
 */
export function Clamped(props: { text: string; lead?: ReactNode }) {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  const { text, lead } = props;
  const box = useRef<HTMLDivElement>(null);
  const [cut, setCut] = useState(false);
  const [open, setOpen] = useState(false);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element || open) {
      return undefined;
    }
    const measure = () =>
      setCut(element.scrollHeight > element.clientHeight + 1);
    measure();
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  }, [text, open]);

  return (
    <>
      <div
        ref={box}
        className={styles.text}
        data-open={open || undefined}
        title={cut && !open ? text : undefined}
      >
        {lead}
        {text}
      </div>
      {cut && (
        <button
          type="button"
          className={styles.toggle}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {t(open ? 'clamped.less' : 'clamped.more')}
        </button>
      )}
    </>
  );
}
