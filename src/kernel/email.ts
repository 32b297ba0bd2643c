import { z } from 'zod'
import { bare } from './text.ts'

/** An address that messages can be sent to, read as it is kept: without blanks, in lower case. */
export const emailSchema = z
  .string()
  .transform((typed) => bare(typed).toLowerCase())
  .pipe(z.email().max(254))

/** `si****@contoh.test`: enough to recognise one's own address by. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@')
  return `${email.slice(0, at > 3 ? 2 : 1)}****${email.slice(at)}`
}
