import { changeRoles } from '../../../staff/change-roles.ts'
import { type Role, roles } from '../../../staff/permissions.ts'
import { errorPage } from '../../http/errors.tsx'
import { field } from '../../http/form-fields.ts'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { goTo } from '../../site/link.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { words as consoleWords } from '../console-words.ts'
import { consolePage, type Shown } from '../page.tsx'
import { sentence } from '../refusal-words.ts'
import { words } from './account-words.ts'
import { rolesWords } from './roles-words.ts'
import { staffOf } from './staff-page.tsx'

const rolesForm = form((language) => {
  const said = words[language]
  const flag = (role: Role) => ask.tick(field.flag(), said.roleNames[role])
  return {
    role_operator: flag('operator'),
    role_supervisor: flag('supervisor'),
    role_curator: flag('curator'),
    role_finance: flag('finance'),
    role_support: flag('support'),
    role_auditor: flag('auditor'),
    role_admin: flag('admin'),
  }
})

/** `/konsol/staf/:id/peran`: other roles instead of those that somebody has. */
export async function rolesPage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const staff = await staffOf(request)
  if (!staff) return errorPage(request.c, 404)
  const said = rolesWords[request.language]
  const held = Object.fromEntries(staff.roles.map((role) => [`role_${role}`, 'yes']))
  return consolePage(
    request,
    { title: said.change, ...shown },
    <>
      <p class="lead">{said.text(staff.name, request.deps.restHours)}</p>
      <parts.Form action={`/konsol/staf/${staff.staffId}/peran`} button={said.change}>
        <fieldset class="stack">
          <legend>{words[request.language].roles}</legend>
          {rolesForm.fields(request.c, { ...shown, typed: shown.typed ?? held })}
        </fieldset>
      </parts.Form>
      <p>
        <a href="/konsol/staf">{consoleWords[request.language].no}</a>
      </p>
    </>,
  )
}

/** Gives them the ticked roles. */
export async function submitRoles(request: ConsoleRequest): Promise<Response> {
  const staff = await staffOf(request)
  if (!staff) return errorPage(request.c, 404)
  const answers = await rolesForm.read(request.c)
  if (!answers.ok) return rolesPage(request, answers)
  const chosen = roles.filter((role) => answers.values[`role_${role}`])
  const { ctx, deps, actor } = request
  const changed = await changeRoles(ctx, staff.staffId, chosen, deps.restHours, actor)
  if (!changed.ok)
    return rolesPage(request, { problem: sentence(request.language, changed), typed: answers.typed })
  deps.onMessages()
  return goTo(request.c, '/konsol/staf?kabar=roles_changed')
}
