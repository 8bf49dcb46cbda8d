import { declareErrors } from './declare.ts';

export const inboundErrors = declareErrors({
  webhook_signature_wrong: {
    status: 403,
    who: 'operator',
    sentence:
      'The signature of this delivery is wrong. If it comes from X, the API secret stored here is not that of the app.',
  },
  crc_token_refused: { status: 400, who: 'caller', sentence: 'The challenge has no usable crc_token.' },
});
