import { ComponentType, lazy, Suspense } from 'react';
import { LoadingCard } from './Loading';

/**
 * Loader of an extension that shows an outline while its code is on the way,
 * where the portal would show a spinner.
 */
export function withSkeleton(load: () => Promise<ComponentType>) {
  const Loaded = lazy(async () => ({ default: await load() }));
  return async () => (
    <Suspense fallback={<LoadingCard />}>
      <Loaded />
    </Suspense>
  );
}
