import {
  AcceleratorHolding,
  SourceStatus,
} from '@callboard/plugin-ml-platform-common';
import { Card, CardBody } from '@backstage/ui';
import { staleSource } from '../common/staleness';
import styles from './AcceleratorsSection.module.css';
import { DeviceTable } from './DeviceTable';
import { HoldingSummary } from './HoldingSummary';

/** The accelerators part of the tab: each holding with its devices. */
export function AcceleratorsSection(props: {
  holdings: AcceleratorHolding[];
  sources: SourceStatus[];
}) {
  return (
    <>
      {props.holdings.map(holding => (
        <Card key={`${holding.cluster} ${holding.resource} ${holding.product}`}>
          <CardBody>
            <div className={styles.frame}>
              <div className={styles.columns}>
                <HoldingSummary
                  holding={holding}
                  stale={staleSource(
                    props.sources,
                    'kubernetes',
                    holding.cluster,
                  )}
                />
                {holding.allocated > 0 && (
                  <DeviceTable devices={holding.devices} />
                )}
              </div>
            </div>
          </CardBody>
        </Card>
      ))}
    </>
  );
}
