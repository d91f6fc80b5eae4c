import { configApiRef, useApi } from '@backstage/core-plugin-api';
import styles from './Announcement.module.css';

/** The sentence from `app.announcement`, at the foot of every page. */
export const Announcement = () => {
  const text = useApi(configApiRef).getOptionalString('app.announcement');
  if (!text) {
    return null;
  }
  return (
    <div role="note" className={styles.announcement}>
      <span aria-hidden className={styles.dot} />
      {text}
    </div>
  );
};
