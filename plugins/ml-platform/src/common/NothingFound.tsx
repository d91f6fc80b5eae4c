import { Section } from '@callboard/plugin-ml-platform-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiSearchLine } from '@remixicon/react';
import { ReactNode } from 'react';
import { mlPlatformTranslationRef } from '../translation';
import { Notice } from './Notice';

/** Empty: what was looked for and where, and what is likely the cause. */
export function NothingFound(props: {
  section: Section<unknown>;
  title?: string;
  children?: ReactNode;
}) {
  const { t } = useTranslationRef(mlPlatformTranslationRef);
  const { lookedFor, sources } = props.section;
  const blind = sources.filter(source => source.state === 'unavailable');
  return (
    <Notice
      icon={RiSearchLine}
      tone="neutral"
      title={props.title ?? t('empty.title')}
    >
      {lookedFor.length > 0 && (
        <div>
          {t('empty.lookedFor')}
          <ul>
            {lookedFor.map(({ what, where }) => (
              <li key={`${what} ${where}`}>
                {t('empty.whatWhere', { what, where })}
              </li>
            ))}
          </ul>
        </div>
      )}
      {blind.length > 0 && (
        <p>
          {t('empty.blind', {
            sources: blind.map(source => source.name).join(', '),
          })}
        </p>
      )}
      {props.children}
    </Notice>
  );
}
