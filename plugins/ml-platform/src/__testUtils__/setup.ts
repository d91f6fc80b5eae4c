import { Entity } from '@backstage/catalog-model';
import {
  attachMockApiFactory,
  mockApis,
  MockWithApiFactory,
} from '@backstage/frontend-test-utils';
import {
  ANNOTATION_KUBERNETES_ID,
  ANNOTATION_MLFLOW_MODELS,
} from '@callboard/plugin-ml-platform-common';
import { MlPlatformApi, MlPlatformClient, mlPlatformApiRef } from '../api';
import { FakeBackend } from './FakeBackend';

/** A component, annotated unless told otherwise. */
export function component(annotations?: Record<string, string>): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: 'churn-train',
      namespace: 'default',
      annotations: annotations ?? {
        [ANNOTATION_KUBERNETES_ID]: 'churn-train',
        [ANNOTATION_MLFLOW_MODELS]: 'churn',
      },
    },
    spec: { type: 'ml-training' },
  };
}

/** The real client on a backend that the test plays. */
export function clientOf(
  backend: FakeBackend,
): MockWithApiFactory<MlPlatformApi> {
  return attachMockApiFactory<MlPlatformApi>(
    mlPlatformApiRef,
    new MlPlatformClient({
      discoveryApi: mockApis.discovery(),
      fetchApi: { fetch: backend.fetch },
    }),
  );
}

/** Shows or hides the page, as switching browser tabs does. */
export function setVisibility(visibilityState: 'visible' | 'hidden') {
  Object.defineProperty(document, 'visibilityState', {
    configurable: true,
    get: () => visibilityState,
  });
  document.dispatchEvent(new Event('visibilitychange'));
}
