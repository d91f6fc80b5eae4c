import { useApiHolder, useRouteRef } from '@backstage/core-plugin-api';
import { routeResolutionApiRef } from '@backstage/frontend-plugin-api';
import {
  entityRouteParams,
  entityRouteRef,
  useEntity,
} from '@backstage/plugin-catalog-react';
import { useLocation } from 'react-router-dom';
import { DEFAULT_TAB_PATH, mlTabRouteRef } from './routes';

/**
 * Address of the entity's ML tab: where the portal mounted it or, in portals
 * on the old frontend system, at {@link DEFAULT_TAB_PATH}.
 */
export function useTabHref(): string {
  const { entity } = useEntity();
  const { pathname } = useLocation();
  const entityHref = useRouteRef(entityRouteRef)(entityRouteParams(entity));
  const tabHref = useApiHolder()
    .get(routeResolutionApiRef)
    ?.resolve(mlTabRouteRef, { sourcePath: pathname });
  return tabHref?.() ?? `${entityHref}${DEFAULT_TAB_PATH}`;
}
