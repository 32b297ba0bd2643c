import { randomCode } from '../kernel/codes.ts'

// Unguessable is not needed, unique is: one random start for the process, then counted.
const start = randomCode(10)
let count = 0

/** The caller's `x-request-id` if it is sane (8-64 of letters, digits, `.`, `_`, `-`), else one of our own. */
export function requestIdFrom(header: string | undefined): string {
  if (header !== undefined && /^[\w.-]{8,64}$/.test(header)) return header
  count += 1
  return `${start}-${count.toString(36)}`
}
