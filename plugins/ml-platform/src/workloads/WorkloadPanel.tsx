import {
  SourceStatus,
  Workload,
  WorkloadPod,
} from '@callboard/plugin-ml-platform-common';
import {
  Accordion,
  AccordionPanel,
  AccordionTrigger,
  Card,
  CardBody,
} from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import clsx from 'clsx';
import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'react-router-dom';
import { StaleNote } from '../common/StaleNote';
import { statusLook } from '../common/tone';
import tones from '../common/tone.module.css';
import { mlPlatformTranslationRef } from '../translation';
import { DeliveryTimeline } from './DeliveryTimeline';
import { EventList } from './EventList';
import { Facts } from './Facts';
import { PodDrawer } from './PodDrawer';
import { PodGroups } from './PodGroups';
import { ReasonChain } from './ReasonChain';
import { anchorOf } from './workloadFacts';
import { WorkloadPanelHead } from './WorkloadPanelHead';
import styles from './WorkloadPanel.module.css';

/** Everything known of one workload, what answers the most first. */
export function WorkloadPanel(props: {
  workload: Workload;
  stale: SourceStatus | undefined;
}) {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  const { workload, stale } = props;
  const [selected, setSelected] = useState<string>();
  const panel = useRef<HTMLDivElement>(null);
  const anchor = anchorOf(workload);
  const { hash } = useLocation();
  const aimedAt = hash === `#${anchor}`;
  useEffect(() => {
    // The browser looks for the anchor before the panel is there.
    if (aimedAt) {
      panel.current?.scrollIntoView();
    }
  }, [aimedAt]);
  const { verdict, groups, events, details, template } = workload;
  // From the live state, so that an open drawer moves with it.
  const pod: WorkloadPod | undefined = groups
    .flatMap(group => group.pods)
    .find(({ uid }) => uid === selected);
  const warnings = events.filter(({ type }) => type === 'Warning').length;
  const facts: [string, string][] = [
    ...details.map((d): [string, string] => [d.label, d.value]),
    ...(template
      ? [
          [
            t('workload.template'),
            [template.name, template.version].filter(Boolean).join(' '),
          ] as [string, string],
        ]
      : []),
  ];

  return (
    <Card
      ref={panel}
      id={anchor}
      data-aimed-at={aimedAt || undefined}
      role="region"
      aria-label={`${workload.kind} ${workload.name}`}
      className={clsx(
        styles.panel,
        tones[stale ? 'neutral' : statusLook(verdict.status).tone],
      )}
    >
      <CardBody>
        <div className={styles.stack}>
          {stale && <StaleNote source={stale} />}
          <div className={clsx(styles.stack, stale && styles.stale)}>
            <WorkloadPanelHead workload={workload} stale={Boolean(stale)} />
            {verdict.reasons.length > 0 && (
              <ReasonChain reasons={verdict.reasons} />
            )}
            <DeliveryTimeline workload={workload} />
            <div className={styles.columns}>
              <section className={styles.column}>
                <h4 className={styles.heading}>{t('workload.pods')}</h4>
                <PodGroups
                  workload={workload}
                  onSelect={({ uid }) => setSelected(uid)}
                />
              </section>
              {facts.length > 0 && (
                <section className={styles.column}>
                  <h4 className={styles.heading}>{t('workload.details')}</h4>
                  <Facts facts={facts} />
                </section>
              )}
            </div>
            {events.length > 0 && (
              <Accordion>
                {/* Not as subtitle: its grey is too faint on dark. */}
                <AccordionTrigger
                  title={`${t('events.title')}: ${t('events.count', {
                    count: events.length,
                    warnings: `${warnings}`,
                  })}`}
                />
                <AccordionPanel>
                  <EventList events={events} />
                </AccordionPanel>
              </Accordion>
            )}
          </div>
        </div>
        <PodDrawer
          pod={pod}
          events={events}
          onClose={() => setSelected(undefined)}
        />
      </CardBody>
    </Card>
  );
}
