import { reportedWords } from '../../../fraud/case-words.ts'
import { type CaseDetails, caseDetails, type FraudCase, findCase } from '../../../fraud/cases.ts'
import { decideCase } from '../../../fraud/decide-case.ts'
import { findReport, reporterContact } from '../../../fraud/report-fraud.ts'
import { tellCase } from '../../../fraud/tell-case.ts'
import { maskNumbers } from '../../../learning/reviews/rules.ts'
import { errorPage } from '../../http/errors.tsx'
import { field } from '../../http/form-fields.ts'
import { readForm } from '../../http/forms.ts'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { goTo } from '../../site/link.ts'
import { casePanel } from '../cases/case-panel.tsx'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { actorNames, consolePage, instant, type Shown } from '../page.tsx'
import { Beside } from '../parts/beside.tsx'
import { sentence } from '../refusal-words.ts'
import { CaseTag } from './cases-page.tsx'
import { casesWords } from './cases-words.ts'
import { Examples, Stopped } from './evidence.tsx'

const decisionForm = form((language) => {
  const { because, becauseHint: hint } = casesWords[language]
  return { because: ask.text(field.text(500), because, { hint, lines: 4, maxlength: 500 }) }
})

interface ShownCase extends Shown {
  readonly contact?: string
}

/** `/konsol/kecurangan/:case`: what was seen beside what is usual, what is stopped, and the decision. */
export async function casePage(request: ConsoleRequest, shown: ShownCase = {}): Promise<Response> {
  const found = await caseOf(request)
  if (!found) return errorPage(request.c, 404)
  const { ctx, language } = request
  const said = casesWords[language]
  const [details, name] = await Promise.all([
    caseDetails(ctx.db, found),
    actorNames(request, [found.decidedBy]),
  ])
  const told = tellCase(found, language)
  const panel = await casePanel(request, { kind: 'fraud', subject: found.caseId })
  return consolePage(
    request,
    { title: `${told.name}: ${told.subject}`, ...shown },
    <Beside side={panel}>
      <p>
        <CaseTag found={found} language={language} />
      </p>
      <parts.SummaryList rows={factsOf(request, found, details, name)} />
      {found.signal === 'report' ? await Report({ request, found, contact: shown.contact }) : ''}
      <Stopped request={request} found={found} held={details.held} />
      <Decision request={request} found={found} shown={shown} />
      <Examples request={request} found={found} purchases={details.purchases} />
      <p>
        <a href="/konsol/kecurangan">{said.toAll}</a>
      </p>
    </Beside>,
  )
}

function factsOf(
  { language }: ConsoleRequest,
  found: FraudCase,
  { names }: CaseDetails,
  name: (actor: string) => string,
): parts.SummaryRow[] {
  const said = casesWords[language]
  const { seen, usual } = tellCase(found, language)
  const { decidedBy, decidedAt, decidedBecause } = found
  return [
    { label: said.seen, value: seen },
    { label: said.usual, value: usual },
    ...(names.length > 0 ? [{ label: said.alsoIn, value: names.join(', ') }] : []),
    { label: said.openedAt, value: instant(found.openedAt, language) },
    { label: said.lastSeenAt, value: instant(found.lastSeenAt, language) },
    ...(decidedBy ? [{ label: said.decidedBy, value: name(decidedBy) }] : []),
    ...(decidedAt ? [{ label: said.decidedAt, value: instant(decidedAt, language) }] : []),
    ...(decidedBecause ? [{ label: said.because, value: decidedBecause }] : []),
  ]
}

/** What somebody of the public has reported; who they are is shown to whoever decides, when they ask for it. */
async function Report(props: { request: ConsoleRequest; found: FraudCase; contact: string | undefined }) {
  const { request, found, contact } = props
  const { language } = request
  const said = casesWords[language]
  const report = await findReport(request.ctx, found.subjectId)
  if (!report) return ''
  return (
    <section class="panel stack">
      <h2>{said.text}</h2>
      <parts.SummaryList
        rows={[
          { label: said.subject, value: reportedWords[language][report.about] },
          { label: said.named, value: maskNumbers(report.named).text },
          ...(contact ? [{ label: said.contact, value: contact }] : []),
        ]}
      />
      <blockquote>{maskNumbers(report.text).text}</blockquote>
      {report.hasContact ? '' : <p>{said.noContact}</p>}
      {report.hasContact && !contact && offers(request, 'decide_fraud') ? (
        <parts.Form action={`/konsol/kecurangan/${found.caseId}/pelapor`}>
          <p>{said.showContactText}</p>
          <parts.Button look="second">{said.showContact}</parts.Button>
        </parts.Form>
      ) : (
        ''
      )}
    </section>
  )
}

/** Whoever may decides while it is not cleared; what was confirmed may still turn out to be wrong. */
function Decision({ request, found, shown }: { request: ConsoleRequest; found: FraudCase; shown: Shown }) {
  if (found.state === 'cleared' || !offers(request, 'decide_fraud')) return ''
  const said = casesWords[request.language]
  return (
    <section class="panel stack">
      <h2>{said.decision}</h2>
      <parts.Form action={`/konsol/kecurangan/${found.caseId}`}>
        {decisionForm.fields(request.c, shown)}
        <parts.Buttons>
          <parts.Button name="state" value="cleared">
            {said.clear}
          </parts.Button>
          {found.state === 'open' ? (
            <parts.Button name="state" value="confirmed" look="danger">
              {said.confirm}
            </parts.Button>
          ) : (
            ''
          )}
        </parts.Buttons>
      </parts.Form>
    </section>
  )
}

/** Takes the decision. */
export async function submitCaseDecision(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, language, actor } = request
  const sent = await readForm(c)
  const because = sent.get('because') ?? ''
  const shown = (problem: string) => casePage(request, { problem, typed: { because } })
  const found = await caseOf(request)
  if (!found) return errorPage(c, 404)
  const wanted = sent.get('state')
  const state = wanted === 'cleared' || wanted === 'confirmed' ? wanted : undefined
  if (!state) return shown(casesWords[language].becauseHint)
  const decided = await decideCase(ctx, found.caseId, { state, because }, actor)
  if (!decided.ok) return shown(sentence(language, decided))
  return goTo(c, `/konsol/kecurangan?kabar=case_${state}`)
}

/** Shows how to reach the reporter, once; the journal has it. */
export async function showReporter(request: ConsoleRequest): Promise<Response> {
  const found = await caseOf(request)
  if (!found) return errorPage(request.c, 404)
  const contact = await reporterContact(request.ctx, found.caseId, request.actor)
  return casePage(request, contact ? { contact } : {})
}

async function caseOf({ c, ctx }: ConsoleRequest): Promise<FraudCase | undefined> {
  const id = c.req.param('case') ?? ''
  return /^[1-9]\d{0,17}$/.test(id) ? findCase(ctx.db, id) : undefined
}
