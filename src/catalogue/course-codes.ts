import { createHash } from 'node:crypto'
import { slug } from '../kernel/text.ts'

const letters = '0123456789abcdefghjkmnpqrstvwxyz'

/**
 * The code of a course: its title as an address and 40 bits of a hash over institution and title as they are compared,
 * such as `bisnis-katering-7h3k9x2m`. The same course has the same code in every import and every installation.
 */
export function courseCode(title: string, institutionKey: string, titleKey: string): string {
  const words = slug(title)
    .slice(0, 50)
    .replace(/-[^-]*$/, (last) => (slug(title).length > 50 ? '' : last))
  return `${words}-${hashOf(`${institutionKey}\n${titleKey}`)}`
}

/** The code of a schedule: the hash of its course's code, and which one it is (`mandiri`, `webinar`, `20261224-0900`). */
export function scheduleCode(codeOfCourse: string, which: string): string {
  return `${hashOf(codeOfCourse)}-${which}`
}

/** Eight letters of 5 bits each, without the ones that are mistaken for others. */
export function hashOf(text: string): string {
  const digest = createHash('sha256').update(text).digest()
  let bits = digest.readUIntBE(0, 5)
  let code = ''
  for (let i = 0; i < 8; i++) {
    code = letters[bits % 32] + code
    bits = Math.floor(bits / 32)
  }
  return code
}
