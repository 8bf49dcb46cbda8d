/** An error as the API writes it. The codes and titles are the contract's own. */
export interface SunshineProblem {
  readonly status: number;
  readonly code: string;
  readonly title: string;
}

const problem = (status: number, code: string, title: string): SunshineProblem => ({ status, code, title });

export const sunshineErrors = {
  unauthorized: problem(401, 'unauthorized', 'Authorization is required'),
  forbidden: problem(403, 'forbidden', 'Forbidden'),
  not_found: problem(404, 'not_found', 'Resource not found'),
  app_not_found: problem(404, 'app_not_found', 'App not found'),
  conversation_not_found: problem(404, 'conversation_not_found', 'Conversation not found'),
  user_not_found: problem(404, 'user_not_found', 'User not found'),
  integration_not_found: problem(404, 'integration_not_found', 'Integration not found'),
  client_not_found: problem(404, 'client_not_found', 'Client not found'),
  device_not_found: problem(404, 'device_not_found', 'Device not found'),
  message_not_found: problem(404, 'not_found', 'Message not found'),
  attachment_not_found: problem(404, 'not_found', 'Attachment not found'),
  not_a_member: problem(404, 'not_found', 'User is not a member of the conversation'),
  switchboard_not_found: problem(404, 'switchboard_not_found', 'Switchboard not found'),
  switchboard_integration_not_found: problem(
    404,
    'switchboard_integration_not_found',
    'Switchboard integration not found',
  ),
  user_exists: problem(409, 'conflict', 'User already exists'),
  page: problem(400, 'bad_request', 'Invalid page query parameters'),
  query: problem(400, 'bad_request', 'Invalid query parameters'),
  integration_type: problem(400, 'bad_request', 'Invalid integration type'),
  metadata_size: problem(400, 'bad_request', 'App metadata is limited to 4096 bytes in size.'),
  participants: problem(400, 'bad_request', 'Too many participants'),
  keys_only_custom: problem(400, 'bad_request', 'API keys are available only for custom integrations'),
  one_app: problem(
    402,
    'payment_required',
    'A further app is a further workspace: an administrator of this installation makes it.',
  ),
  app_stays: problem(403, 'forbidden', 'A workspace is deleted by an administrator of this installation.'),
  no_source: problem(400, 'bad_request', "body should have required property 'source'"),
  body_not_json: problem(400, 'bad_request', 'The body is not JSON'),
  too_large: problem(413, 'request_entity_too_large', 'The request is too large'),
  media_extension: problem(415, 'unsupported_media_type', 'File rejected. File extension not allowed'),
  media_unknown: problem(415, 'unsupported_media_type', 'File rejected. File type could not be retrieved'),
  media_kind: problem(415, 'unsupported_media_type', 'File rejected. File type not allowed'),
  message_limit: problem(423, 'locked', 'Message limit of 30000 per conversation reached.'),
  too_many_requests: problem(429, 'too_many_requests', 'Too many requests'),
  internal: problem(500, 'internal_error', 'Something went wrong on our side'),
  unavailable: problem(503, 'service_unavailable', 'The service is not available at the moment'),
} as const;
