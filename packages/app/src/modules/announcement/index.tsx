import {
  AppRootElementBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { Announcement } from './Announcement';

export const announcementModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    AppRootElementBlueprint.make({
      name: 'announcement',
      params: { element: <Announcement /> },
    }),
  ],
});
