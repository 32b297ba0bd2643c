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
import { type ConsoleRequest, offers } from '../console-request.ts'
import { consolePage, type Shown } from '../page.tsx'
import { type ListColumn, listPage } from '../parts/list-page.tsx'
import { sentence } from '../refusal-words.ts'
import { words } from './account-words.ts'
import { rolesWords } from './roles-words.ts'

/** `/konsol/staf`: who may act in the console; administrators invite, disable, and help with a lost phone. */
export async function staffPage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const said = words[request.language]
  const all = await listStaff(request.ctx.db)
  const manages = offers(request, 'manage_staff')
  return listPage(
    request,
    {
      title: said.staff,
      place: '/konsol/staf',
      file: 'staf',
      columns: columnsOf(request, manages),
      rows: all,
      after: manages ? <Invite request={request} shown={shown} /> : '',
    },
    shown,
  )
}

function columnsOf(request: ConsoleRequest, manages: boolean): ListColumn<Staff>[] {
  const said = words[request.language]
  return [
    { label: said.name, key: 'nama', cell: (one) => one.name },
    { label: said.email, key: 'email', cell: (one) => one.email },
    {
      label: said.roles,
      key: 'peran',
      cell: (one) => one.roles.map((role) => said.roleNames[role]).join(', '),
    },
    {
      label: said.state,
      key: 'keadaan',
      cell: (one) => said.states[stateOf(one)],
      show: (one) => <State one={one} request={request} />,
    },
    ...(manages ? [{ label: said.acts, show: (one: Staff) => <Manage request={request} one={one} /> }] : []),
  ]
}

function State({ request, one }: { request: ConsoleRequest; one: Staff }) {
  const said = words[request.language]
  const rests = one.enrolledAt && !one.disabledAt && one.decidesFrom! > request.ctx.clock.now()
  return (
    <div class="stack">
      <span>{said.states[stateOf(one)]}</span>
      {rests ? (
        <span class="small">{said.restsUntil(formatInstant(one.decidesFrom!, request.language))}</span>
      ) : (
        ''
      )}
    </div>
  )
}

function Manage({ request, one }: { request: ConsoleRequest; one: Staff }) {
  const said = words[request.language]
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
      {one.staffId === request.staff.staffId ? '' : <ByOthers request={request} one={one} />}
    </div>
  )
}

/** What nobody does to themselves. */
function ByOthers({ request, one }: { request: ConsoleRequest; one: Staff }) {
  const base = `/konsol/staf/${one.staffId}` as const
  return (
    <>
      <parts.LinkButton href={`${base}/peran`} look="plain">
        {rolesWords[request.language].change}
        <span class="hidden"> {one.name}</span>
      </parts.LinkButton>
      <parts.Form action={`${base}/nonaktif`} plain>
        <parts.Button look="plain">
          {words[request.language].disable}
          <span class="hidden"> {one.name}</span>
        </parts.Button>
      </parts.Form>
    </>
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
    role_curator: flag('curator'),
    role_finance: flag('finance'),
    role_support: flag('support'),
    role_auditor: flag('auditor'),
    role_admin: flag('admin'),
  }
})

const emailForm = form((language) => ({ email: ask.email(words[language].newEmail) }))

function Invite({ request, shown }: { request: ConsoleRequest; shown: Shown }) {
  const said = words[request.language]
  return (
    <section class="panel stack">
      <h2>{said.invite}</h2>
      <parts.Form action="/konsol/staf" button={said.inviteButton}>
        {inviteForm.fields(request.c, shown, 'name', 'email')}
        <fieldset class="stack">
          <legend>{said.roles}</legend>
          {inviteForm.fields(
            request.c,
            shown,
            'role_operator',
            'role_supervisor',
            'role_curator',
            'role_finance',
            'role_support',
            'role_auditor',
            'role_admin',
          )}
        </fieldset>
      </parts.Form>
    </section>
  )
}

export async function submitInvite(request: ConsoleRequest): Promise<Response> {
  const answers = await inviteForm.read(request.c)
  if (!answers.ok) return staffPage(request, answers)
  const { name, email, ...flags } = answers.values
  const chosen = roles.filter((role) => flags[`role_${role}`])
  const added = await addStaff(request.ctx, { name, email, roles: chosen }, linkOf(request), request.actor)
  if (!added.ok)
    return staffPage(request, { problem: sentence(request.language, added), typed: answers.typed })
  return invitedTo(request)
}

export async function submitReset(request: ConsoleRequest): Promise<Response> {
  const id = request.c.req.param('id') ?? ''
  if (!idOf(id)) return errorPage(request.c, 404)
  const reset = await resetSecondFactor(request.ctx, id, linkOf(request), request.actor)
  if (!reset.ok) return staffPage(request, { problem: sentence(request.language, reset) })
  return invitedTo(request)
}

export async function submitDisable(request: ConsoleRequest): Promise<Response> {
  const id = request.c.req.param('id') ?? ''
  if (!idOf(id)) return errorPage(request.c, 404)
  const disabled = await disableStaff(request.ctx, id, request.actor)
  if (!disabled.ok) return staffPage(request, { problem: sentence(request.language, disabled) })
  return goTo(request.c, '/konsol/staf?kabar=disabled')
}

/** `/konsol/staf/:id/email`: another address, and what that ends. */
export async function emailPage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const staff = await staffOf(request)
  if (!staff) return errorPage(request.c, 404)
  const said = words[request.language]
  return consolePage(
    request,
    { title: said.changeEmail, ...shown },
    <>
      <p class="lead">
        {staff.name}, {staff.email}. {said.changeEmailText}
      </p>
      <parts.Form action={`/konsol/staf/${staff.staffId}/email`} button={said.changeEmail}>
        {emailForm.fields(request.c, shown)}
      </parts.Form>
    </>,
  )
}

export async function submitEmail(request: ConsoleRequest): Promise<Response> {
  const staff = await staffOf(request)
  if (!staff) return errorPage(request.c, 404)
  const answers = await emailForm.read(request.c)
  if (!answers.ok) return emailPage(request, answers)
  const { email } = answers.values
  const changed = await changeStaffEmail(request.ctx, staff.staffId, email, linkOf(request), request.actor)
  if (!changed.ok)
    return emailPage(request, { problem: sentence(request.language, changed), typed: answers.typed })
  return invitedTo(request)
}

/** Whoever of the staff the address names. */
export async function staffOf({ c, ctx }: ConsoleRequest): Promise<Staff | undefined> {
  const id = c.req.param('id') ?? ''
  return /^[1-9]\d{0,17}$/.test(id) ? findStaff(ctx.db, { staffId: id }) : undefined
}

/** The link is on its way to its owner's email, and on no page. */
function invitedTo({ c, deps }: ConsoleRequest): Response {
  deps.onMessages()
  return goTo(c, '/konsol/staf?kabar=invited')
}

function linkOf({ deps }: ConsoleRequest) {
  return (token: string) => deps.link(`/konsol/undangan/${token}`)
}

function stateOf({ disabledAt, enrolledAt }: Staff) {
  if (disabledAt) return 'disabled' as const
  return enrolledAt ? ('active' as const) : ('invited' as const)
}
