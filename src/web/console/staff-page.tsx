import { z } from 'zod'
import { idOf } from '../../kernel/ids.ts'
import { addStaff, disableStaff, resetSecondFactor } from '../../staff/manage-staff.ts'
import { roles } from '../../staff/permissions.ts'
import { listStaff, type Staff } from '../../staff/staff.ts'
import { errorPage } from '../http/errors.tsx'
import { field } from '../http/form-fields.ts'
import { parseForm } from '../http/forms.ts'
import * as parts from '../parts/parts.ts'
import { words } from './account-words.ts'
import { csvAnswer, wantsCsv } from './csv.ts'
import { type Desk, offers } from './desk.ts'
import { consolePage, type Shown } from './page.tsx'
import { sentence } from './refusal-words.ts'

/** `/konsol/staf`: who may act in the console; administrators invite, disable, and help with a lost phone. */
export async function staffPage(desk: Desk, shown: Shown = {}): Promise<Response> {
  const said = words[desk.language]
  const all = await listStaff(desk.ctx.db)
  if (wantsCsv(desk.c))
    return csvAnswer(
      desk.c,
      'staf',
      ['id', 'name', 'email', 'roles', 'state'],
      all.map((one) => [one.staffId, one.name, one.email, one.roles.join(' '), stateOf(one)]),
    )
  const manages = offers(desk, 'manage_staff')
  return consolePage(
    desk,
    { title: said.staff, csv: true, ...shown },
    <>
      <parts.Table
        caption={said.staff}
        captionHidden
        columns={[
          { label: said.name },
          { label: said.email },
          { label: said.roles },
          { label: said.state },
          ...(manages ? [{ label: said.reset }] : []),
        ]}
        rows={all.map((one) => [
          one.name,
          one.email,
          one.roles.map((role) => said.roleNames[role]).join(', '),
          said.states[stateOf(one)],
          ...(manages ? [<Manage desk={desk} one={one} />] : []),
        ])}
      />
      {manages ? <Invite desk={desk} /> : ''}
    </>,
  )
}

function Manage({ desk, one }: { desk: Desk; one: Staff }) {
  const said = words[desk.language]
  if (one.disabledAt) return <span>-</span>
  const base = `/konsol/staf/${one.staffId}`
  return (
    <div class="stack">
      <parts.Form action={`${base}/faktor-kedua`} plain>
        <parts.Button look="plain">
          {said.reset}
          <span class="hidden"> {one.name}</span>
        </parts.Button>
      </parts.Form>
      {one.staffId === desk.staff.staffId ? (
        ''
      ) : (
        <parts.Form action={`${base}/nonaktif`} plain>
          <parts.Button look="plain">
            {said.disable}
            <span class="hidden"> {one.name}</span>
          </parts.Button>
        </parts.Form>
      )}
    </div>
  )
}

function Invite({ desk }: { desk: Desk }) {
  const said = words[desk.language]
  return (
    <section class="panel stack">
      <h2>{said.invite}</h2>
      <parts.Form action="/konsol/staf">
        <parts.Field name="name" label={said.name} maxlength={120} />
        <parts.Field name="email" label={said.email} type="email" />
        <fieldset class="stack">
          <legend>{said.roles}</legend>
          {roles.map((role) => (
            <parts.Checkbox name={`role_${role}`} label={said.roleNames[role]} />
          ))}
        </fieldset>
        <parts.Button>{said.inviteButton}</parts.Button>
      </parts.Form>
    </section>
  )
}

export async function takeInvite(desk: Desk): Promise<Response> {
  const said = words[desk.language]
  const form = z.object({
    name: field.name(120),
    email: field.email(),
    role_operator: field.flag(),
    role_supervisor: field.flag(),
    role_auditor: field.flag(),
    role_admin: field.flag(),
  })
  const answers = await parseForm(desk.c, form, { name: said.name, email: said.email })
  if (!answers.ok) return staffPage(desk, { problem: answers.problems[0]?.message })
  const { name, email, ...flags } = answers.values
  const chosen = roles.filter((role) => flags[`role_${role}`])
  const added = await addStaff(desk.ctx, { name, email, roles: chosen }, linkOf(desk), desk.actor)
  if (!added.ok) return staffPage(desk, { problem: sentence(desk.language, added) })
  return toLink(desk, added.value.link)
}

export async function takeReset(desk: Desk): Promise<Response> {
  const id = desk.c.req.param('id') ?? ''
  if (!idOf(id)) return errorPage(desk.c, 404)
  const reset = await resetSecondFactor(desk.ctx, id, linkOf(desk), desk.actor)
  if (!reset.ok) return staffPage(desk, { problem: sentence(desk.language, reset) })
  return id === desk.staff.staffId ? desk.c.redirect(reset.value.link, 303) : toLink(desk, reset.value.link)
}

export async function takeDisable(desk: Desk): Promise<Response> {
  const id = desk.c.req.param('id') ?? ''
  if (!idOf(id)) return errorPage(desk.c, 404)
  const disabled = await disableStaff(desk.ctx, id, desk.actor)
  if (!disabled.ok) return staffPage(desk, { problem: sentence(desk.language, disabled) })
  return desk.c.redirect('/konsol/staf?kabar=disabled', 303)
}

/** `/konsol/staf/undangan`: the link of the invitation that was just made, once. */
export async function invitedPage(desk: Desk): Promise<Response> {
  const kept = desk.c.get('session')?.state.invited
  if (typeof kept !== 'string') return desk.c.redirect('/konsol/staf', 303)
  await desk.deps.sessions.remember(desk.c, { invited: undefined })
  const said = words[desk.language]
  return consolePage(
    desk,
    { title: said.invited },
    <>
      <p class="lead">{said.invitedText}</p>
      <parts.CopyCode label={said.link} code={desk.ctx.secrets.open(Buffer.from(kept, 'base64'))} long />
      <p>
        <a href="/konsol/staf">{said.done}</a>
      </p>
    </>,
  )
}

async function toLink(desk: Desk, link: string): Promise<Response> {
  desk.deps.onMessages()
  await desk.deps.sessions.remember(desk.c, { invited: desk.ctx.secrets.seal(link).toString('base64') })
  return desk.c.redirect('/konsol/staf/undangan', 303)
}

function linkOf({ deps }: Desk) {
  return (token: string) => deps.link(`/konsol/undangan/${token}`)
}

function stateOf({ disabledAt, enrolledAt }: Staff) {
  if (disabledAt) return 'disabled' as const
  return enrolledAt ? ('active' as const) : ('invited' as const)
}
