export { createDeliveryLog, type DeliveryLog } from './delivery-log.ts';
export { createDoors, type FindAppSecrets } from './doors.ts';
export { createProjector, type ProjectorPorts } from './projector.ts';
export { addDoor } from './routes/door.ts';
