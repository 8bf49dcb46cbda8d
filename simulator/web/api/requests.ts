import type {
  ControlCurl,
  ControlRequest,
  ControlRequestDetail,
  ControlRequestQuery,
} from '../../../contract/control/running.ts';
import { ask, queryOf } from './ask.ts';

export const listRequests = (filter: ControlRequestQuery) =>
  ask<{ requests: ControlRequest[] }>('GET', `/requests${queryOf(filter)}`).then(({ requests }) => requests);
export const findRequest = (id: string) => ask<ControlRequestDetail>('GET', `/requests/${id}`);
export const curlOf = (id: number) => ask<ControlCurl>('GET', `/requests/${id}/curl`);
