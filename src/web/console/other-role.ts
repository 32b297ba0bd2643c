import { type Permission, rolesFor } from '../../staff/permissions.ts'
import type { Staff } from '../../staff/staff.ts'
import { errorPage } from '../http/errors.tsx'
import { dictionary } from '../words/dictionary.ts'
import type { Request } from './console-request.ts'
import { words as staffWords } from './staff/account-words.ts'

export const otherRoleWords = dictionary({
  id: {
    todo: (takes: string, own: string) =>
      `Ini bagian peran ${takes}. Peran Anda: ${own}. Minta orang dengan peran itu mengerjakannya, atau minta Pengelola mengganti peran Anda.`,
    or: 'atau',
  },
  en: {
    todo: (takes, own) =>
      `This is the part of the role ${takes}. Your role: ${own}. Ask somebody with that role to do it, or ask an Administrator to change your role.`,
    or: 'or',
  },
})

/** Turns away somebody of the staff whose role is another one, and says whose part it is and whom to ask. */
export function otherRolePage(c: Request, staff: Staff, permission: Permission): Response {
  const language = c.get('language')
  const said = otherRoleWords[language]
  const { roleNames } = staffWords[language]
  const takes = rolesFor(permission).map((role) => roleNames[role])
  const own = staff.roles.map((role) => roleNames[role])
  const last = takes.length > 1 ? ` ${said.or} ${takes.at(-1)}` : ''
  const first = takes.slice(0, takes.length > 1 ? -1 : 1).join(', ')
  return errorPage(c, 403, { todo: said.todo(`${first}${last}`, own.join(', ')) })
}
