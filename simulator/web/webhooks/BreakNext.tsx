import { Button, Menu } from '@mantine/core';
import { IconBolt } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { DeliveryFaultInput } from '../../../contract/control/faults.ts';
import { addFault, listFaults } from '../api/conditions.ts';
import { Tag } from '../parts/Rows.tsx';
import { useAct } from '../parts/use-act.ts';
import { To } from '../shell/routing.tsx';
import { deliveryTexts as texts } from '../texts/deliveries.ts';

type Break = keyof typeof texts.breaks;
const once = { on: 'delivery', count: 1 } as const;
const inputs: Record<Break, DeliveryFaultInput> = {
  status: { ...once, kind: 'fail', status: 503 },
  unreachable: { ...once, kind: 'fail' },
  corrupt_signature: { ...once, kind: 'corrupt_signature' },
  delay: { ...once, kind: 'delay', delayMs: 5000 },
  duplicate: { ...once, kind: 'duplicate' },
  drop: { ...once, kind: 'drop' },
};
// The keys of the catalogue are the kinds.
const breaks = Object.keys(texts.breaks) as Break[];

/** Sets a fault that strikes once: the next delivery, of one webhook or of any. */
export function BreakNext({ webhookId }: { webhookId?: string }) {
  const faults = useQuery({ queryKey: ['faults'], queryFn: listFaults });
  const add = useAct({
    run: (kind: Break) => addFault({ ...inputs[kind], ...(webhookId ? { webhookId } : {}) }),
    done: (_fault, kind) => texts.broken(texts.breaks[kind]),
    refresh: ['faults'],
  });
  const armed = (faults.data?.faults ?? []).filter(
    (fault) => fault.on === 'delivery' && fault.count !== undefined && fault.hits < fault.count,
  ).length;
  return (
    <>
      {armed > 0 && (
        <To to="/console/faults">
          <Tag tone="warn">{texts.armed(armed)}</Tag>
        </To>
      )}
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <Button size="xs" variant="default" leftSection={<IconBolt size={14} />} loading={add.isPending}>
            {texts.breakNext}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{texts.breakTitle}</Menu.Label>
          {breaks.map((kind) => (
            <Menu.Item key={kind} onClick={() => add.mutate(kind)}>
              {texts.breaks[kind]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
