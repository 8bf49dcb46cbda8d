import { Type } from 'typebox';
import { SunshineId } from '../fields.ts';
import type { Operation, Scope } from '../operation.ts';
import { operation } from '../operation.ts';

export const EveryScope: readonly Scope[] = ['account', 'app', 'integration'];
export const AppScopes: readonly Scope[] = ['account', 'app'];

/** Part of a list, counted from its beginning. */
export const Offset = Type.Object({
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 25 }),
  offset: Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0 }),
});

/** A v1.1 user has one conversation. */
export const ConversationV1 = Type.Object({ _id: SunshineId, unreadCount: Type.Integer() });

type Given = Omit<Operation, 'version' | 'path' | 'impliesApp'>;

/** An operation of version 1.1 below an app, which its path may leave out: the key says which app is meant. */
export const ofApp = <const O extends Given>(path: string, declared: O) =>
  operation({ ...declared, version: 'v1.1', path: `/v1.1/apps/:appId${path}`, impliesApp: true });
