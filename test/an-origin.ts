import type { SmsOrigin } from '../src/messages/sms-caps.ts'

/** Somebody's browser, at an address of its own. */
export const anOrigin: SmsOrigin = { address: '203.0.113.7', worked: true }
