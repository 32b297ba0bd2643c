import { institutionReach } from '../../../catalogue/institution-contact.ts'
import { smallIdOf } from '../../../kernel/ids.ts'
import { type InstitutionUser, usersOfInstitution } from '../../../learning/institution-portal/users.ts'
import { suspendedParties } from '../../../suspension/list-suspensions.ts'
import { errorPage } from '../../http/errors.tsx'
import { beginningWith } from '../../http/forms.ts'
import * as parts from '../../parts/parts.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { consolePage, instant, type Shown } from '../page.tsx'
import { Beside } from '../parts/beside.tsx'
import { historyTable } from '../parts/history.tsx'
import { Act } from '../parts/list-parts.tsx'
import { contactForm, inviteForm, learnUrlForm } from './institution-forms.ts'
import { StateTag } from './institutions-page.tsx'
import { institutionsWords } from './institutions-words.ts'

type Reach = NonNullable<Awaited<ReturnType<typeof institutionReach>>>

/** The institution of the address, or undefined. */
export async function institutionOf({ c, ctx }: ConsoleRequest): Promise<Reach | undefined> {
  const id = smallIdOf(c.req.param('institution'))
  return id === undefined ? undefined : institutionReach(ctx.db, id)
}

/** `/konsol/mitra/lembaga/:institution`: how it is reached, where it teaches, who acts for it, and whether it is suspended. */
export async function institutionPage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const { ctx, language } = request
  const said = institutionsWords[language]
  const asked = smallIdOf(request.c.req.param('institution'))
  const [found, users, suspended] = await Promise.all([
    institutionOf(request),
    asked === undefined ? [] : usersOfInstitution(ctx.db, asked),
    suspendedParties(ctx.db),
  ])
  if (!found) return errorPage(request.c, 404)
  const { institutionId } = found
  const state = suspended({ kind: 'institution', id: institutionId }) ? 'suspended' : 'active'
  const subjects = [
    `institution:${institutionId}`,
    ...users.map(({ userId }) => `institution-user:${userId}`),
  ]
  return consolePage(
    request,
    { title: found.name, ...shown },
    <>
      <parts.SummaryList
        rows={[
          { label: said.state, value: <StateTag state={state} label={said.states[state]} /> },
          { label: said.number, value: String(institutionId) },
          { label: said.contact, value: found.contactEmail ?? said.noContact },
          { label: said.learnUrl, value: found.learnUrl ?? said.learnHere },
          ...(found.redeemUrl ? [{ label: said.redeemUrl, value: found.redeemUrl }] : []),
        ]}
      />
      <ul class="row">
        <li>
          <a href={`/konsol/katalog?lembaga=${institutionId}`}>{said.itsCourses}</a>
        </li>
        <li>
          <a href={`/lembaga/${found.slug}`}>{said.publicPage}</a>
        </li>
        {offers(request, 'see_money') ? (
          <li>
            <a href="/konsol/keuangan/penangguhan">{said.suspensions}</a>
          </li>
        ) : (
          ''
        )}
      </ul>
      <Beside side={await historyTable(request, subjects)}>
        <Users request={request} institutionId={institutionId} users={users} />
        {offers(request, 'run_partners') ? <Acts request={request} found={found} shown={shown} /> : ''}
      </Beside>
    </>,
  )
}

function Acts({ request, found, shown }: { request: ConsoleRequest; found: Reach; shown: Shown }) {
  const { c, language } = request
  const said = institutionsWords[language]
  const at = `/konsol/mitra/lembaga/${found.institutionId}` as const
  const contact = beginningWith({ kontak: found.contactEmail }, shown)
  const learnUrl = beginningWith({ belajar: found.learnUrl }, shown)
  return (
    <>
      <Act title={said.invite} text={said.inviteText} action={`${at}/undang`} button={said.invite}>
        {inviteForm.fields(c, shown)}
      </Act>
      <Act
        title={said.setContact}
        text={said.setContactText}
        action={`${at}/kontak`}
        button={said.setContact}
      >
        {contactForm.fields(c, contact)}
      </Act>
      <Act
        title={said.setLearnUrl}
        text={said.setLearnUrlText}
        action={`${at}/belajar`}
        button={said.setLearnUrl}
      >
        {learnUrlForm.fields(c, learnUrl)}
      </Act>
    </>
  )
}

const stateOf = ({ disabledAt, enrolledAt }: InstitutionUser) =>
  disabledAt ? 'disabled' : enrolledAt ? 'enrolled' : 'invited'

function Users(props: { request: ConsoleRequest; institutionId: number; users: readonly InstitutionUser[] }) {
  const { request, institutionId, users } = props
  const { language } = request
  const said = institutionsWords[language]
  const acts = offers(request, 'run_partners')
  if (users.length === 0)
    return (
      <section>
        <h2>{said.users}</h2>
        <p class="muted">{said.noUsers}</p>
      </section>
    )
  return (
    <parts.Table
      caption={said.users}
      columns={[said.email, said.person, said.state, said.since, ...(acts ? [said.act] : [])].map(
        (label) => ({
          label,
        }),
      )}
      rows={users.map((user) => [
        user.email,
        user.name,
        said.userStates[stateOf(user)],
        instant(user.disabledAt ?? user.enrolledAt, language),
        ...(acts
          ? [user.disabledAt ? '-' : <UserActs institutionId={institutionId} user={user} said={said} />]
          : []),
      ])}
    />
  )
}

function UserActs(props: {
  institutionId: number
  user: InstitutionUser
  said: (typeof institutionsWords)['id']
}) {
  const { institutionId, user, said } = props
  const at = `/konsol/mitra/lembaga/${institutionId}` as const
  return (
    <>
      {(
        [
          ['undang-lagi', said.again],
          ['nonaktif', said.disable],
        ] as const
      ).map(([path, label]) => (
        <parts.Form action={`${at}/${path}`} plain>
          <input type="hidden" name="email" value={user.email} />
          <parts.Button look="plain">
            {label}
            <span class="hidden"> {user.email}</span>
          </parts.Button>
        </parts.Form>
      ))}
    </>
  )
}
