import type { DeliveryFaultInput, FaultInput, RequestFaultInput } from '../../../contract/control/faults.ts';

/** What the form holds: texts as typed; empty stands for "left out". */
export type FaultDraft = {
  on: 'request' | 'delivery';
  requestKind: RequestFaultInput['kind'];
  deliveryKind: DeliveryFaultInput['kind'];
  path: string;
  method: string;
  status: string;
  delayMs: string;
  size: string;
  webhookId: string;
  eventType: string;
  userId: string;
  appId: string;
  count: string;
  skip: string;
  percent: string;
};

export const emptyDraft: FaultDraft = {
  on: 'request',
  requestKind: 'status',
  deliveryKind: 'fail',
  path: '/2/*',
  method: '',
  status: '503',
  delayMs: '3000',
  size: '2',
  webhookId: '',
  eventType: '',
  userId: '',
  appId: '',
  count: '1',
  skip: '',
  percent: '',
};

type Field = 'status' | 'delayMs' | 'size';
const requestFields: Record<RequestFaultInput['kind'], readonly Field[]> = {
  status: ['status'],
  delay: ['delayMs'],
  timeout_before: ['delayMs'],
  timeout_after: ['delayMs'],
  reset_before: [],
  reset_after: [],
  malformed_body: [],
};
const deliveryFields: Record<DeliveryFaultInput['kind'], readonly Field[]> = {
  fail: ['status'],
  drop: [],
  delay: ['delayMs'],
  duplicate: ['size'],
  reorder: ['size', 'delayMs'],
  corrupt_signature: [],
};

/** Which numbers the chosen kind of fault takes. */
export const fieldsOf = (draft: FaultDraft): readonly Field[] =>
  draft.on === 'request' ? requestFields[draft.requestKind] : deliveryFields[draft.deliveryKind];

const text = <Name extends string>(name: Name, value: string): { [Key in Name]?: string } =>
  // The one member is the one that the type names.
  (value.trim() === '' ? {} : { [name]: value.trim() }) as { [Key in Name]?: string };
const number = <Name extends string>(name: Name, value: string): { [Key in Name]?: number } =>
  // As above.
  (value.trim() === '' ? {} : { [name]: Number(value) }) as { [Key in Name]?: number };

/** The fault that the form describes; fields of other kinds are left out. */
export const inputOf = (draft: FaultDraft): FaultInput => {
  const fields = fieldsOf(draft);
  const numbers = {
    ...(fields.includes('status') ? number('status', draft.status) : {}),
    ...(fields.includes('delayMs') ? number('delayMs', draft.delayMs) : {}),
  };
  const selection = {
    ...text('userId', draft.userId),
    ...text('appId', draft.appId),
    ...number('count', draft.count),
    ...number('skip', draft.skip),
    ...(draft.percent.trim() === '' ? {} : { probability: Number(draft.percent) / 100 }),
  };
  if (draft.on === 'request')
    return {
      on: 'request',
      kind: draft.requestKind,
      path: draft.path.trim(),
      ...text('method', draft.method),
      ...numbers,
      ...selection,
    };
  return {
    on: 'delivery',
    kind: draft.deliveryKind,
    ...text('webhookId', draft.webhookId),
    ...text('eventType', draft.eventType),
    ...(fields.includes('size') ? number('size', draft.size) : {}),
    ...numbers,
    ...selection,
  };
};
