import { Button, Drawer } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { LoadingState } from '../../../ui/index.ts';
import { PageProblemOf } from '../../shell/PageProblemOf.tsx';
import { commonTexts } from '../../texts/everywhere.ts';
import classes from './contacts.module.css';

interface Props {
  title: string | undefined;
  query: Pick<UseQueryResult, 'isPending' | 'isError' | 'error' | 'refetch'>;
  verbs?: readonly (Verb | false | undefined)[];
  onClose: () => void;
  children: ReactNode;
}

export interface Verb {
  readonly label: string;
  readonly do: () => void;
  readonly harm?: boolean;
}

/** One record beside its list: what can be done with it, then what is known of it. */
export function RecordDrawer({ title, query, verbs = [], onClose, children }: Props) {
  return (
    <Drawer.Root opened onClose={onClose} position="right" size="lg" transitionProps={{ duration: 80 }}>
      <Drawer.Overlay />
      <Drawer.Content>
        {/* No header of its own: a form that opens over it has one, and a page has no two. */}
        <div className={classes.recordHead}>
          <Drawer.Title dir="auto">{title ?? commonTexts.loading}</Drawer.Title>
          <Drawer.CloseButton aria-label={commonTexts.close} />
        </div>
        <Drawer.Body>
          {query.isError && <PageProblemOf query={query} />}
          {query.isPending && <LoadingState label={commonTexts.loading} />}
          <div className={classes.record}>
            <div className={classes.verbs}>
              {verbs.map(
                (verb) =>
                  verb && (
                    <Button
                      key={verb.label}
                      size="xs"
                      variant={verb.harm ? 'light' : 'default'}
                      {...(verb.harm && { color: 'red' })}
                      onClick={verb.do}
                    >
                      {verb.label}
                    </Button>
                  ),
              )}
            </div>
            {children}
          </div>
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}

/** Facts that are there; what is not known takes no place. */
export function FactList({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
  const known = facts.filter(([, value]) => value !== null && value !== '' && value !== undefined);
  if (known.length === 0) return null;
  return (
    <dl className={classes.facts}>
      {known.map(([label, value]) => (
        <FactLine key={label} label={label} value={value} />
      ))}
    </dl>
  );
}

function FactLine({ label, value }: { label: string; value: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd dir="auto">{value}</dd>
    </>
  );
}
