import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { messages } from './messages';

/**
 * The words that the plugin shows; portals may override them.
 *
 * @public
 */
export const mlPlatformTranslationRef = createTranslationRef({
  id: 'ml-platform',
  messages,
});
