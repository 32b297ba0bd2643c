import { idOf } from '../../../kernel/ids.ts'
import { formatInstant } from '../../../kernel/wib.ts'
import { addStaff, changeStaffEmail, disableStaff, resetSecondFactor } from '../../../staff/manage-staff.ts'
import { type Role, roles } from '../../../staff/permissions.ts'
import { findStaff, listStaff, type Staff } from '../../../staff/staff.ts'
import { errorPage } from '../../http/errors.tsx'
import { field } from '../../http/form-fields.ts'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { goTo } from '../../site/link.ts'
import { csvAnswer, wantsCsv } from '../csv.ts'
import { type Desk, offers } from '../desk.ts'
import { consolePage, type Shown } from '../page.tsx'
import { sentence } from '../refusal-words.ts'
import { words } from './account-words.ts'

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
          <State one={one} desk={desk} />,
          ...(manages ? [<Manage desk={desk} one={one} />] : []),
        ])}
      />
      {manages ? <Invite desk={desk} shown={shown} /> : ''}
    </>,
  )
}

function State({ desk, one }: { desk: Desk; one: Staff }) {
  const said = words[desk.language]
  const rests = one.enrolledAt && !one.disabledAt && one.decidesFrom! > desk.ctx.clock.now()
  return (
    <div class="stack">
      <span>{said.states[stateOf(one)]}</span>
      {rests ? (
        <span class="small">{said.restsUntil(formatInstant(one.decidesFrom!, desk.language))}</span>
      ) : (
        ''
      )}
    </div>
  )
}

function Manage({ desk, one }: { desk: Desk; one: Staff }) {
  const said = words[desk.language]
  if (one.disabledAt) return <span>-</span>
  const base = `/konsol/staf/${one.staffId}` as const
  return (
    <div class="stack">
      <parts.Form action={`${base}/faktor-kedua`} plain>
        <parts.Button look="plain">
          {said.reset}
          <span class="hidden"> {one.name}</span>
        </parts.Button>
      </parts.Form>
      <parts.LinkButton href={`${base}/email`} look="plain">
        {said.changeEmail}
        <span class="hidden"> {one.name}</span>
      </parts.LinkButton>
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

const inviteForm = form((language) => {
  const said = words[language]
  const flag = (role: Role) => ask.tick(field.flag(), said.roleNames[role])
  return {
    name: ask.text(field.name(120), said.name, { maxlength: 120 }),
    email: ask.email(said.email),
    role_operator: flag('operator'),
    role_supervisor: flag('supervisor'),
    role_finance: flag('finance'),
    role_auditor: flag('auditor'),
    role_admin: flag('admin'),
  }
})

const emailForm = form((language) => ({ email: ask.email(words[language].newEmail) }))

function Invite({ desk, shown }: { desk: Desk; shown: Shown }) {
  const said = words[desk.language]
  return (
    <section class="panel stack">
      <h2>{said.invite}</h2>
      <parts.Form action="/konsol/staf" button={said.inviteButton}>
        {inviteForm.fields(desk.c, shown, 'name', 'email')}
        <fieldset class="stack">
          <legend>{said.roles}</legend>
          {inviteForm.fields(
            desk.c,
            shown,
            'role_operator',
            'role_supervisor',
            'role_finance',
            'role_auditor',
            'role_admin',
          )}
        </fieldset>
      </parts.Form>
    </section>
  )
}

export async function submitInvite(desk: Desk): Promise<Response> {
  const answers = await inviteForm.read(desk.c)
  if (!answers.ok) return staffPage(desk, answers)
  const { name, email, ...flags } = answers.values
  const chosen = roles.filter((role) => flags[`role_${role}`])
  const added = await addStaff(desk.ctx, { name, email, roles: chosen }, linkOf(desk), desk.actor)
  if (!added.ok) return staffPage(desk, { problem: sentence(desk.language, added), typed: answers.typed })
  return invitedTo(desk)
}

export async function submitReset(desk: Desk): Promise<Response> {
  const id = desk.c.req.param('id') ?? ''
  if (!idOf(id)) return errorPage(desk.c, 404)
  const reset = await resetSecondFactor(desk.ctx, id, linkOf(desk), desk.actor)
  if (!reset.ok) return staffPage(desk, { problem: sentence(desk.language, reset) })
  return invitedTo(desk)
}

export async function submitDisable(desk: Desk): Promise<Response> {
  const id = desk.c.req.param('id') ?? ''
  if (!idOf(id)) return errorPage(desk.c, 404)
  const disabled = await disableStaff(desk.ctx, id, desk.actor)
  if (!disabled.ok) return staffPage(desk, { problem: sentence(desk.language, disabled) })
  return goTo(desk.c, '/konsol/staf?kabar=disabled')
}

/** `/konsol/staf/:id/email`: another address, and what that ends. */
export async function emailPage(desk: Desk, shown: Shown = {}): Promise<Response> {
  const staff = await staffOf(desk)
  if (!staff) return errorPage(desk.c, 404)
  const said = words[desk.language]
  return consolePage(
    desk,
    { title: said.changeEmail, ...shown },
    <>
      <p class="lead">
        {staff.name}, {staff.email}. {said.changeEmailText}
      </p>
      <parts.Form action={`/konsol/staf/${staff.staffId}/email`} button={said.changeEmail}>
        {emailForm.fields(desk.c, shown)}
      </parts.Form>
    </>,
  )
}

export async function submitEmail(desk: Desk): Promise<Response> {
  const staff = await staffOf(desk)
  if (!staff) return errorPage(desk.c, 404)
  const answers = await emailForm.read(desk.c)
  if (!answers.ok) return emailPage(desk, answers)
  const { email } = answers.values
  const changed = await changeStaffEmail(desk.ctx, staff.staffId, email, linkOf(desk), desk.actor)
  if (!changed.ok) return emailPage(desk, { problem: sentence(desk.language, changed), typed: answers.typed })
  return invitedTo(desk)
}

async function staffOf({ c, ctx }: Desk): Promise<Staff | undefined> {
  const id = c.req.param('id') ?? ''
  return /^[1-9]\d{0,17}$/.test(id) ? findStaff(ctx.db, { staffId: id }) : undefined
}

/** The link is on its way to its owner's email, and on no page. */
function invitedTo({ c, deps }: Desk): Response {
  deps.onMessages()
  return goTo(c, '/konsol/staf?kabar=invited')
}

function linkOf({ deps }: Desk) {
  return (token: string) => deps.link(`/konsol/undangan/${token}`)
}

function stateOf({ disabledAt, enrolledAt }: Staff) {
  if (disabledAt) return 'disabled' as const
  return enrolledAt ? ('active' as const) : ('invited' as const)
}
