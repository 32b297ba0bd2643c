import type { Context } from '../database/context.ts'
import { forgetRefusedCalls } from './refused-calls.ts'
import { forgetSignOnModels } from './sign-on/adapter.ts'
import { forgetOldSignOnKeys } from './sign-on/keys.ts'

/** What the partners' room forgets by itself: the timetable and `retention run` do it, and may not know this room. */
export const partnersForget = {
  signOn: (ctx: Context) => forgetSignOnModels(ctx),
  signOnKeys: (ctx: Context) => forgetOldSignOnKeys(ctx),
  refusedCalls: (ctx: Context) => forgetRefusedCalls(ctx),
} as const
export type PartnersForget = typeof partnersForget
