import { ButtonIcon } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { useEffect, useState } from 'react';
import { mlPlatformTranslationRef } from '../translation';
import styles from './CopySnippet.module.css';

/** Text to paste somewhere else, with a button that copies it. */
export function CopySnippet(props: { text: string; label: string }) {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) {
      return undefined;
    }
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);

  return (
    <div className={styles.snippet}>
      <pre>{props.text}</pre>
      <ButtonIcon
        className={styles.button}
        size="small"
        variant="secondary"
        aria-label={copied ? t('copy.done') : props.label}
        icon={copied ? <RiCheckLine /> : <RiFileCopyLine />}
        onPress={async () => {
          await navigator.clipboard.writeText(props.text);
          setCopied(true);
        }}
      />
    </div>
  );
}
