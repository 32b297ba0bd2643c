import { formatInstant, type Language } from '../../../kernel/wib.ts'
import { consentsOf, revokeConsent } from '../../../partners/sign-on/consents.ts'
import {
  type ConsentPurpose,
  consentPurposes,
  consentsOfSubject,
  type Subject,
  setConsents,
} from '../../../people/consents.ts'
import { type HeldData, heldData, type JournalLine } from '../../../registration/person-data.ts'
import { actorNamesOf } from '../../../staff/actor-names.ts'
import { readForm, wrong } from '../../http/forms.ts'
import { deviceRows } from '../../http/sessions/device-rows.ts'
import type { Session } from '../../http/sessions/session.ts'
import * as parts from '../../parts/parts.ts'
import { goTo } from '../../site/link.ts'
import { actorWord } from '../../words/actors.ts'
import { eventWord, reasonWord } from '../../words/events.ts'
import { words as stepWords } from '../register/step-words.ts'
import { portalPage, sentence, type VisitorPage } from '../register/visitor.tsx'
import { words } from './data-words.ts'

/** A page is short on a phone: all of them are in the export of one's own data. */
const shownActs = 20

/** `/data-saya`: what is held, consents, partners, devices, and who did what. */
export const dataPage: VisitorPage<Subject, string> = async (c, deps, visitor, problem) => {
  const language = c.get('language')
  const said = words[language]
  const { ctx } = deps.registrations
  const { data, journal } = await heldData(ctx, visitor)
  const consents = (await consentsOfSubject(ctx.db, visitor)).filter(({ withdrawnAt }) => !withdrawnAt)
  const partners = 'personId' in visitor ? await consentsOf(ctx.db, visitor.personId) : []
  const sessions = await deps.portal.list(visitor)
  const shown = journal.slice(0, shownActs)
  // Of the staff the number alone: who it is can be asked for, and nobody is exposed for doing their work.
  const names = await actorNamesOf(
    ctx.db,
    shown.map(({ actor }) => actor).filter((actor) => !actor.startsWith('staff:')),
  )
  return portalPage(
    c,
    { title: said.title, ...wrong('registration', problem) },
    <>
      <p class="lead">{said.lead}</p>
      <h2>{said.held}</h2>
      <parts.SummaryList rows={dataRows(data, language)} />
      <Requests language={language} />
      <Consents given={consents.map(({ purpose }) => purpose)} language={language} />
      <h2>{said.partners}</h2>
      {partners.length === 0 ? <p>{said.noPartners}</p> : ''}
      {partners.map(({ partner, clientId, givenAt }) => (
        <parts.Form action="/data-saya/izin" plain>
          <p>
            {partner}. {said.since(formatInstant(givenAt, language))}
          </p>
          <input type="hidden" name="client" value={clientId} />
          <parts.Button look="second">{said.revoke(partner)}</parts.Button>
        </parts.Form>
      ))}
      <Devices sessions={sessions} here={c.get('session')?.tokenHash} language={language} />
      <Journal journal={shown} names={names} language={language} />
    </>,
  )
}

function dataRows(data: HeldData, language: Language): parts.SummaryRow[] {
  const said = words[language]
  const level =
    data.education === undefined ? undefined : stepWords[language].profile.levels.split('|')[data.education]
  const scores =
    data.testScores &&
    (['motivation', 'reading', 'arithmetic'] as const)
      .map((part) => `${said.parts[part]} ${data.testScores?.[part] ?? 0}`)
      .join(', ')
  const rows: [string, string | undefined][] = [
    [said.name, data.name],
    [said.email, data.email],
    [said.phone, data.phone],
    [said.nik, data.nik],
    [said.born, data.bornOn?.split('-').reverse().join('-')],
    [said.education, level],
    [said.occupation, data.occupation],
    [said.registeredAt, data.registeredAt && formatInstant(data.registeredAt, language)],
    [said.agency, data.agency],
    [said.scores, scores],
  ]
  return rows.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }]))
}

function Requests({ language }: { language: Language }) {
  const said = words[language]
  return (
    <>
      <ul class="list">
        <li>
          <a href="/data-saya/unduh">{said.download}</a>
        </li>
        <li>
          <a href="/keberatan?tentang=correction">{said.correction}</a>
        </li>
        <li>
          <a href="/keberatan?tentang=erasure">{said.erasure}</a>
        </li>
      </ul>
      <p class="small muted">{said.law}</p>
    </>
  )
}

function Consents({ given, language }: { given: readonly ConsentPurpose[]; language: Language }) {
  const said = words[language]
  return (
    <>
      <h2>{said.consents}</h2>
      <p>{said.consentsLead}</p>
      <parts.Form action="/data-saya/persetujuan">
        {consentPurposes.map((purpose) => (
          <parts.Checkbox
            name={purpose}
            label={stepWords[language].consent[purpose]}
            value={given.includes(purpose) ? 'yes' : ''}
          />
        ))}
        <parts.Button>{said.save}</parts.Button>
      </parts.Form>
    </>
  )
}

function Devices(props: { sessions: readonly Session[]; here: Buffer | undefined; language: Language }) {
  const said = words[props.language]
  return (
    <>
      <h2>{said.devices}</h2>
      <parts.SummaryList rows={deviceRows(props.sessions, props.here, props.language)} />
      {props.sessions.length > 1 ? (
        <parts.Form action="/data-saya/perangkat" plain>
          <parts.Button look="second">{said.endOthers}</parts.Button>
        </parts.Form>
      ) : (
        ''
      )}
    </>
  )
}

function Journal(props: {
  journal: readonly JournalLine[]
  names: ReadonlyMap<string, string>
  language: Language
}) {
  const said = words[props.language]
  // Whoever registers is first an account, then a person: both are the visitor.
  const own = /^(person|portal_account):/
  return (
    <>
      <h2>{said.journal}</h2>
      <p>{said.journalLead}</p>
      <ul class="listing">
        {props.journal.map(({ at, actor, act, reason }) => (
          <li>
            <span>{eventWord(act, props.language)}</span>
            {reason ? <span class="small">{reasonWord(reason, props.language)}</span> : ''}
            <span class="small muted end">
              {own.test(actor) ? said.yourself : actorWord(actor, props.names, props.language)}
            </span>
            <span class="small muted">{formatInstant(at, props.language)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

export const submitOwnConsents: VisitorPage<Subject> = async (c, deps, visitor) => {
  const form = await readForm(c)
  const ticked = consentPurposes.filter((purpose) => form.get(purpose) === 'yes')
  const set = await setConsents(deps.registrations.ctx, visitor, ticked, c.get('requestId'))
  return set.ok ? goTo(c, '/data-saya') : dataPage(c, deps, visitor, sentence(c, set))
}

export const submitPartnerBack: VisitorPage<Subject> = async (c, deps, visitor) => {
  const client = (await readForm(c)).get('client') ?? ''
  if ('personId' in visitor) {
    const by = { actor: `person:${visitor.personId}`, requestId: c.get('requestId') }
    await revokeConsent(deps.registrations.ctx, visitor.personId, client.slice(0, 64), by)
  }
  return goTo(c, '/data-saya')
}

export const endOtherDevices: VisitorPage<Subject> = async (c, deps, visitor) => {
  await deps.portal.revokeOthers(visitor, c.get('session')?.tokenHash)
  return goTo(c, '/data-saya')
}
