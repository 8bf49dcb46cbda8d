export { createDeliveryLog, type DeliveryLog } from './delivery-log.ts';
export { deleteDeliveries } from './delivery-store.ts';
export { createDoors, type FindAppSecrets } from './doors.ts';
export type { FillResult } from './feeds/fill.ts';
export { createInbound, type Inbound, type InboundOptions, type Pace } from './inbound.ts';
export { createProjector, type ProjectorPorts } from './projector.ts';
export { addDoor } from './routes/door.ts';
