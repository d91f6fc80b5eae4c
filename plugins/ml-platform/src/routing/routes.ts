import { createRouteRef } from '@backstage/frontend-plugin-api';

/** The callboard page. */
export const boardRouteRef = createRouteRef();

/** The ML tab of an entity. */
export const mlTabRouteRef = createRouteRef();

/** Where the tab is unless the portal's config moved it. */
export const DEFAULT_TAB_PATH = '/ml';
