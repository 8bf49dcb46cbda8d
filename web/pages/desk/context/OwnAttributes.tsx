import { useQuery } from '@tanstack/react-query';
import { type ComponentProps, lazy, Suspense } from 'react';
import { attributesQuery } from '../../../api/records.ts';
import { useMay } from '../../../api/session.ts';
import type { AttributeFields as Fields } from '../../../forms/records/AttributeFields.tsx';
import classes from './context.module.css';

const AttributeFields = lazy(async () => ({
  default: (await import('../../../forms/records/AttributeFields.tsx')).AttributeFields,
}));

type Props = Pick<ComponentProps<typeof Fields>, 'kind' | 'values' | 'save'>;

/** The workspace's own attributes in the panel; where there are none, nothing is loaded. */
export function OwnAttributes({ kind, values, save }: Props) {
  const may = useMay();
  const own = useQuery({ ...attributesQuery(kind), staleTime: 60_000 }).data?.attributes;
  // Of a conversation whoever answers it sets them.
  const allowed = may(kind === 'work_item' ? 'conversations.answer' : 'contacts.manage');
  if (!own || own.length === 0) return null;
  return (
    <Suspense fallback={null}>
      <AttributeFields
        kind={kind}
        values={values}
        save={allowed ? save : undefined}
        className={classes.own}
      />
    </Suspense>
  );
}
