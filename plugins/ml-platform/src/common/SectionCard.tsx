import { Card, CardBody, CardFooter, CardHeader } from '@backstage/ui';
import { Section } from '@callboard/plugin-ml-platform-common';
import { ComponentProps, ReactNode } from 'react';
import { LiveBadge } from './LiveBadge';
import styles from './SectionCard.module.css';
import { SectionFrame } from './SectionFrame';
import { SourcesLine } from './SourcesLine';

/**
 * An entity card on one section of the entity's state: title, whether it is
 * live, the section with every way it can be absent, and its sources.
 */
export function SectionCard<T>(
  props: ComponentProps<typeof SectionFrame<T>> & {
    title: string;
    /** Beside the sources, once the section is known. */
    more?: (section: Section<T>) => ReactNode;
  },
) {
  const { title, more, ...frame } = props;
  const { live, section } = frame;
  return (
    <Card role="region" aria-label={title}>
      <CardHeader>
        <div className={styles.header}>
          <h2 className={styles.title}>{title}</h2>
          <LiveBadge
            status={live.status}
            heardAt={live.heardAt}
            sources={section?.sources}
          />
        </div>
      </CardHeader>
      <CardBody>
        <div className={styles.body}>
          <SectionFrame {...frame} />
        </div>
      </CardBody>
      {section && (
        <CardFooter>
          <div className={styles.footer}>
            <SourcesLine sources={section.sources} />
            {more?.(section)}
          </div>
        </CardFooter>
      )}
    </Card>
  );
}
