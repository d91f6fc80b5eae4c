import { Card, CardBody, CardFooter, CardHeader } from '@backstage/ui';
import { ReactNode } from 'react';
import styles from './CardFrame.module.css';

/** The frame of an entity card: title, whether it is live, body, sources. */
export function CardFrame(props: {
  title: string;
  live: ReactNode;
  footer?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Card role="region" aria-label={props.title}>
      <CardHeader>
        <div className={styles.header}>
          <h2 className={styles.title}>{props.title}</h2>
          {props.live}
        </div>
      </CardHeader>
      <CardBody>
        <div className={styles.body}>{props.children}</div>
      </CardBody>
      {props.footer && (
        <CardFooter>
          <div className={styles.footer}>{props.footer}</div>
        </CardFooter>
      )}
    </Card>
  );
}
