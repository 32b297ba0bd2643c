import type { Child } from 'hono/jsx'
import { smallIdOf } from '../../../kernel/ids.ts'
import { type Refusal, sentenceOf } from '../../../kernel/refusal.ts'
import { formatInstant, type Language } from '../../../kernel/wib.ts'
import type { Subject } from '../../../people/consents.ts'
import { registrationState } from '../../../registration/complete-registration.ts'
import { nameOfPerson } from '../../../registration/person-data.ts'
import { registrationSteps } from '../../../registration/rules.ts'
import { type Application, applicationStatus, proofsOf } from '../../../waves/application-status.ts'
import { type ApplicationState, applicationWords } from '../../../waves/application-words.ts'
import { type JoinRefusal, joinRefusals } from '../../../waves/join-rules.ts'
import { joinWave, leaveWave } from '../../../waves/join-wave.ts'
import { type OpenWave, openWaves } from '../../../waves/open-waves.ts'
import { errorPage } from '../../http/errors.tsx'
import { readForm, wrong } from '../../http/forms.ts'
import { formerSession } from '../../http/sessions/former-session.ts'
import { forgetCopy } from '../../http/sessions/sessions.ts'
import * as parts from '../../parts/parts.ts'
import { goTo } from '../../site/link.ts'
import { cardPage, notLoggedInPage } from '../card-page.tsx'
import { announcementNotices } from '../front/announcement-notices.tsx'
import { holderOf } from '../next/read-holder.ts'
import { pathOfStep } from '../register/register-routes.ts'
import { words as stepWords } from '../register/step-words.ts'
import {
  logInAgain,
  portalPage,
  type RegisterDeps,
  type Request,
  type VisitorPage,
  visitorOf,
} from '../register/visitor.tsx'
import { AccountLinks } from './account-links.tsx'
import { words } from './home-words.ts'
import { lastGrants, waitingDates } from './latest-dates.ts'

/** `/kartu`: the home of whoever comes. */
export async function homeDoor(c: Request, deps: RegisterDeps): Promise<Response> {
  const visitor = await visitorOf(c, deps)
  if (visitor) return homePage(c, deps, visitor)
  const former = formerSession(c)
  // Nobody is there any more: what the browser keeps of somebody goes as well.
  forgetCopy(c)
  return former ? logInAgain(c, former.owner) : notLoggedInPage(c)
}

/** The card of who has one; for who has none what to do next on the way to it. */
export const homePage: VisitorPage<Subject, string> = async (c, deps, visitor, problem) => {
  if ('accountId' in visitor) return unfinishedPage(c, deps, visitor.accountId)
  const { ctx } = deps.registrations
  const holder = await holderOf(c, ctx, visitor.personId)
  if (holder) return cardPage(c, ctx, holder)
  const language = c.get('language')
  const said = words[language]
  const applications = await applicationStatus(ctx, visitor.personId)
  const latest = await lastGrants(ctx, applications)
  const waiting = applications.some(({ state }) => state === 'processing' || state === 'evaluating')
  const open = waiting ? [] : await openWaves(ctx.db)
  return portalPage(
    c,
    { title: said.hello(await nameOfPerson(ctx, visitor.personId)), width: 'full', ...wrong('', problem) },
    <AtHome news={await announcementNotices(ctx, 'home', language)} language={language} person>
      {waiting ? '' : <Joinable waves={open} language={language} />}
      {applications.length > 0 ? <h2>{said.waves}</h2> : ''}
      {applications.map((application) => (
        <ApplicationView
          application={application}
          latest={latest.get(application.year)}
          language={language}
        />
      ))}
    </AtHome>,
  )
}

/** What to do, and at its side what an account has, as on the page of a card. */
function AtHome(props: { news: Child; language: Language; person?: boolean; children?: Child }) {
  return (
    <>
      {props.news}
      <div class="two">
        <div class="flow">{props.children}</div>
        <div class="side flow">
          <AccountLinks language={props.language} {...(props.person && { person: true })} />
        </div>
      </div>
    </>
  )
}

const unfinishedPage: VisitorPage<string> = async (c, deps, accountId) => {
  const language = c.get('language')
  const said = words[language]
  const steps = stepWords[language].steps
  const state = await registrationState(deps.registrations.ctx, accountId)
  return portalPage(
    c,
    { title: state.name ? said.hello(state.name) : said.home, width: 'full' },
    <AtHome news={await announcementNotices(deps.registrations.ctx, 'home', language)} language={language}>
      <h2>{said.next}</h2>
      <p class="lead">{said.unfinished}</p>
      <parts.Buttons>
        <parts.LinkButton href={pathOfStep(state.next)}>
          {state.next ? said.goOn(steps[state.next]) : said.check}
        </parts.LinkButton>
      </parts.Buttons>
      <h2>{said.progress}</h2>
      <parts.SummaryList
        rows={registrationSteps.map((step) => ({
          label: steps[step],
          value: state.steps[step] ? (
            <parts.StatusTag tone="success">{said.done}</parts.StatusTag>
          ) : (
            <parts.StatusTag tone="quiet">{said.todo}</parts.StatusTag>
          ),
        }))}
      />
    </AtHome>,
  )
}

function Joinable({ waves, language }: { waves: readonly OpenWave[]; language: Language }) {
  const said = words[language]
  if (waves.length === 0)
    return (
      <parts.EmptyState title={said.noWave} icon="clock">
        <p>{said.noWaveText}</p>
      </parts.EmptyState>
    )
  return (
    <>
      <h2>{said.next}</h2>
      <p class="lead">{said.joinLead}</p>
      {waves.map(({ waveId, number, year, quota }) => (
        <section class="panel stack">
          <h3>{said.wave(number, year)}</h3>
          <p>{said.quota(quota.toLocaleString('id-ID'))}</p>
          <parts.Form action="/beranda/gabung" plain>
            <input type="hidden" name="wave" value={String(waveId)} />
            <parts.Button>{said.join(number)}</parts.Button>
          </parts.Form>
        </section>
      ))}
    </>
  )
}

const tones: Readonly<Record<ApplicationState, 'waiting' | 'success' | 'quiet' | 'warning'>> = {
  processing: 'waiting',
  evaluating: 'waiting',
  selected: 'success',
  not_selected: 'warning',
  left: 'quiet',
  taken_out: 'warning',
  wave_cancelled: 'warning',
}

function ApplicationView(props: { application: Application; latest: Date | undefined; language: Language }) {
  const { application, latest, language } = props
  const said = words[language]
  const { state, waveId, rank, applicants } = application
  const { title, next } = applicationWords[language][state]
  const count = (value: number) => value.toLocaleString('id-ID')
  return (
    <section class="panel stack">
      <h3>{said.wave(application.number, application.year)}</h3>
      <parts.StatusTag tone={tones[state]}>{title}</parts.StatusTag>
      <p>{next}</p>
      {application.reserve ? <p>{application.movedUp ? said.movedUp : said.reserve}</p> : ''}
      <parts.SummaryList
        rows={[
          { label: said.joinedAt, value: formatInstant(application.joinedAt, language) },
          ...waitingDates(application, latest, language),
          { label: said.group, value: String(application.priorityGroup) },
          { label: said.ref, value: <code class="wrap">{application.ref}</code> },
          ...(rank === undefined || applicants === undefined
            ? []
            : [{ label: said.rank, value: said.rankOf(count(rank), count(applicants)) }]),
        ]}
      />
      {state === 'processing' ? (
        <parts.Form action="/beranda/tinggalkan" plain>
          <input type="hidden" name="wave" value={String(waveId)} />
          <parts.Button look="second">{said.leave}</parts.Button>
        </parts.Form>
      ) : (
        ''
      )}
      {applicants === undefined || state === 'left' ? '' : <Proof waveId={waveId} language={language} />}
      {state === 'not_selected' || state === 'taken_out' ? (
        <p>
          <a href="/keberatan?tentang=draw">{said.appeal}</a>
        </p>
      ) : (
        ''
      )}
    </section>
  )
}

function Proof({ waveId, language }: { waveId: number; language: Language }) {
  const said = words[language]
  return (
    <p class="small">
      <a href={`/beranda/bukti/${waveId}`}>{said.proof}</a>
      <br />
      {said.proofText}
    </p>
  )
}

async function waveOf(c: Request): Promise<number> {
  const typed = (await readForm(c)).get('wave') ?? ''
  return /^\d{1,9}$/.test(typed) ? Number(typed) : 0
}

const byPerson = (c: Request, id: string) => ({ actor: `person:${id}`, requestId: c.get('requestId') })

const whyNot = (c: Request, { refusal, facts }: Pick<Refusal<JoinRefusal>, 'refusal' | 'facts'>) =>
  sentenceOf(joinRefusals, refusal, facts, c.get('language'))

export const submitJoin: VisitorPage<string> = async (c, deps, personId) => {
  const { ctx } = deps.registrations
  const joined = await joinWave(ctx, personId, await waveOf(c), byPerson(c, personId))
  return joined.ok ? goTo(c, '/kartu') : homePage(c, deps, { personId }, whyNot(c, joined))
}

export const submitLeave: VisitorPage<string> = async (c, deps, personId) => {
  const { ctx } = deps.registrations
  const left = await leaveWave(ctx, personId, await waveOf(c), byPerson(c, personId))
  // Left already: the same click twice is done twice.
  if (left.ok || left.refusal === 'not_joined') return goTo(c, '/kartu')
  return homePage(c, deps, { personId }, whyNot(c, { refusal: left.refusal, facts: left.facts }))
}

/** `/beranda/bukti/:wave`: a person's own proofs, as anybody can check them. */
export const proofDownload: VisitorPage<string> = async (c, deps, personId) => {
  const wave = smallIdOf(c.req.param('wave'))
  const { ctx } = deps.registrations
  const proofs = wave ? await proofsOf(ctx, personId, wave) : []
  if (proofs.length === 0) return errorPage(c, 404)
  c.header('Content-Disposition', `attachment; filename="bukti-undian-gelombang-${wave}.json"`)
  return c.json(proofs)
}
