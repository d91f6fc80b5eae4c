import { Section } from '@callboard/plugin-ml-platform-common';
import { ReactNode } from 'react';
import { EntityStateSnapshot } from '../live';
import { Denied } from './Denied';
import { Loading } from './Loading';
import { LoadProblem } from './LoadProblem';
import { NothingFound } from './NothingFound';

/**
 * One section of the entity's state with every way it can be absent: not read
 * yet, refused, not reachable, empty. Data that is known is always shown.
 */
export function SectionFrame<T>(props: {
  live: EntityStateSnapshot & { retry: () => void };
  section: Section<T> | undefined;
  permission: string;
  /** What to show when the section is empty; what was looked for if omitted. */
  whenEmpty?: ReactNode;
  children: (items: T[], section: Section<T>) => ReactNode;
}) {
  const { live, section } = props;
  if (!section) {
    if (live.error) {
      return (
        <LoadProblem
          error={live.error}
          permission={props.permission}
          retry={live.retry}
        />
      );
    }
    return <Loading />;
  }
  return (
    <>
      {live.error && (
        <LoadProblem
          error={live.error}
          permission={props.permission}
          retry={live.retry}
        />
      )}
      <Content {...props} section={section} />
    </>
  );
}

function Content<T>(props: {
  section: Section<T>;
  whenEmpty?: ReactNode;
  children: (items: T[], section: Section<T>) => ReactNode;
}) {
  const { section, whenEmpty, children } = props;
  if (section.denied) {
    return <Denied permission={section.denied.permission} />;
  }
  if (section.items.length === 0) {
    return <>{whenEmpty ?? <NothingFound section={section} />}</>;
  }
  return <>{children(section.items, section)}</>;
}
