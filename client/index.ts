export { api, apiPaths } from './generated.ts';
export {
  ApiError,
  type CallOptions,
  callApi,
  clientHeaders,
  configureClient,
  fillPath,
  readApiError,
} from './request.ts';
