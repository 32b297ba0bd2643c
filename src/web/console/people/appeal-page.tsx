import { type ProposedGrant, proposedGrant } from '../../../appeals/answer-appeal.ts'
import { type Appeal, findAppealByReference } from '../../../appeals/appeals.ts'
import { type AnsweredKind, cannedAnswers } from '../../../cases/canned-answers.ts'
import { kindOfAppeal } from '../../../cases/kinds.ts'
import { cardToRestore, settleAppeal } from '../../../cases/settle-appeal.ts'
import { approveRestore, withdrawRestore } from '../../../deadlines/correct.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { formatDeadline } from '../../../kernel/wib.ts'
import { errorPage } from '../../http/errors.tsx'
import { field } from '../../http/form-fields.ts'
import { readForm } from '../../http/forms.ts'
import * as parts from '../../parts/parts.ts'
import { words as kindWords } from '../../portal/home/appeal-words.ts'
import { ask, form } from '../../site/form.tsx'
import { goTo } from '../../site/link.ts'
import { Resting } from '../approvals/approvals-page.tsx'
import { CannedChoice, withCanned } from '../cases/canned-page.tsx'
import { casePanel } from '../cases/case-panel.tsx'
import { LegalClock } from '../cases/legal-clock.tsx'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { words as consoleWords } from '../console-words.ts'
import { actorNames, consolePage, instant, type Shown } from '../page.tsx'
import { Beside } from '../parts/beside.tsx'
import { withoutNumbers } from '../parts/without-numbers.ts'
import { DataCopy } from '../person-data/data-copy-form.tsx'
import { sentence } from '../refusal-words.ts'
import { AppealState } from './appeals-page.tsx'
import { words as ownWords } from './appeals-words.ts'

const answerForm = form((language) => {
  const { answerText, answerHint: hint } = ownWords[language]
  return { text: ask.text(field.text(2000), answerText, { hint, lines: 5, maxlength: 2000 }) }
})

/** `/konsol/keberatan/:reference`: what is asked, the form for the one answer, and what waits for a second person. */
export async function appealPage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const { ctx, language } = request
  const said = { ...consoleWords[language], ...ownWords[language] }
  const appeal = await appealOf(request)
  if (!appeal) return errorPage(request.c, 404)
  const personId = /^person:(\d+)$/.exec(appeal.subject)?.[1]
  const kind = kindOfAppeal(appeal.about)
  const [proposed, restores, kept, panel] = await Promise.all([
    proposedGrant(ctx.db, appeal.reference),
    cardToRestore(ctx.db, appeal.reference),
    cannedAnswers(ctx.db, kind),
    casePanel(request, { kind, subject: appeal.reference }),
  ])
  const erases = appeal.about === 'erasure' && personId !== undefined
  const answers = !appeal.answer && !proposed && offers(request, 'answer_appeal')
  return consolePage(
    request,
    { title: `${said.appeals} ${appeal.reference}`, ...shown },
    <Beside side={panel}>
      <Facts request={request} appeal={appeal} />
      <blockquote class="panel">{withoutNumbers(appeal.text)}</blockquote>
      {personId && offers(request, 'see_people') ? (
        <p>
          <a href={`/konsol/orang/${personId}`}>{said.toPerson}</a>
        </p>
      ) : (
        ''
      )}
      {personId && kind === 'data_request' ? (
        <DataCopy request={request} personId={personId} shown={{}} />
      ) : (
        ''
      )}
      {appeal.answerText ? <blockquote class="panel">{appeal.answerText}</blockquote> : ''}
      {proposed ? await Proposed({ request, appeal, proposed }) : ''}
      {answers ? (
        <parts.Form action={`/konsol/keberatan/${appeal.reference}`}>
          {answerForm.fields(request.c, shown)}
          <CannedChoice kept={kept} language={language} />
          <Verdicts request={request} restores={restores !== undefined} erases={erases} />
        </parts.Form>
      ) : (
        ''
      )}
    </Beside>,
  )
}

function Facts({ request, appeal }: { request: ConsoleRequest; appeal: Appeal }) {
  const { language } = request
  const said = { ...consoleWords[language], ...ownWords[language] }
  return (
    <parts.SummaryList
      rows={[
        { label: said.subject, value: kindWords[language].kinds[appeal.about] },
        { label: said.filedAt, value: instant(appeal.filedAt, language) },
        { label: said.answerBefore, value: <Due request={request} appeal={appeal} /> },
        { label: said.status, value: <AppealState request={request} appeal={appeal} /> },
      ]}
    />
  )
}

function Due({ request, appeal }: { request: ConsoleRequest; appeal: Appeal }) {
  const kind = kindOfAppeal(appeal.about)
  return (
    <>
      {formatDeadline(appeal.answerBefore, request.language)}
      {appeal.answer ? '' : <LegalClock request={request} kind={kind} dueAt={appeal.answerBefore} />}
    </>
  )
}

/** Granting that gives a card back is offered to whoever may ask for that. */
function Verdicts(props: { request: ConsoleRequest; restores: boolean; erases: boolean }) {
  const { request, restores, erases } = props
  const said = ownWords[request.language]
  const grants = !erases && (!restores || offers(request, 'request_correction'))
  return (
    <>
      {erases ? <p>{said.grantErases}</p> : ''}
      {restores ? <p>{grants ? said.grantRestores : said.grantByOthers}</p> : ''}
      <parts.Buttons>
        {grants ? (
          <parts.Button name="answer" value="granted">
            {said.grant}
          </parts.Button>
        ) : (
          ''
        )}
        <parts.Button name="answer" value="declined" look="second">
          {said.decline}
        </parts.Button>
      </parts.Buttons>
    </>
  )
}

/** The answer that waits for a second person, who gives it and restores the card at once. */
async function Proposed(props: { request: ConsoleRequest; appeal: Appeal; proposed: ProposedGrant }) {
  const { request, appeal, proposed } = props
  const { language, staff, ctx } = request
  const said = { ...consoleWords[language], ...ownWords[language] }
  const name = await actorNames(request, [proposed.by])
  const own = proposed.by === request.actor.actor
  const rests = (staff.decidesFrom ?? ctx.clock.now()) > ctx.clock.now()
  return (
    <section class="panel stack">
      <h2>{said.grantWaits}</h2>
      <p>{said.waitsForSecond(name(proposed.by), instant(proposed.at, language))}</p>
      <blockquote>{proposed.text}</blockquote>
      <Resting request={request} />
      {own ? <p class="small">{said.askedByYou}</p> : ''}
      {!own && !rests && offers(request, 'approve') ? (
        <parts.Form action={`/konsol/keberatan/${appeal.reference}/setujui`} plain>
          <parts.Button>{said.grantAndRestore}</parts.Button>
        </parts.Form>
      ) : (
        ''
      )}
      {offers(request, 'request_correction') ? (
        <parts.Form action={`/konsol/keberatan/${appeal.reference}/tarik`} plain>
          <parts.Button look="plain">{said.withdraw}</parts.Button>
        </parts.Form>
      ) : (
        ''
      )}
    </section>
  )
}

/** Answers it, asks for a second person where the answer gives a card back, or puts a kept answer into the field. */
export async function submitAnswer(request: ConsoleRequest): Promise<Response> {
  const appeal = await appealOf(request)
  if (!appeal) return errorPage(request.c, 404)
  const sent = await readForm(request.c)
  const text = sent.get('text') ?? ''
  const typed = { text }
  const answer = sent.get('answer')
  if (answer === 'insert') {
    const kind: AnsweredKind = kindOfAppeal(appeal.about)
    const filled = await withCanned(request, kind, text, sent.get('canned') ?? '')
    return appealPage(request, { typed: { text: filled } })
  }
  if (answer !== 'granted' && answer !== 'declined')
    return appealPage(request, { problem: ownWords[request.language].answerHint, typed })
  const given = { answer, text, link: request.deps.link('/keberatan') } as const
  const settled = await settleAppeal(request.ctx, appeal.reference, given, request.actor)
  if (!settled.ok) return appealPage(request, { problem: sentence(request.language, settled), typed })
  request.deps.onMessages()
  if (settled.value.correctionId) return goTo(request.c, `/konsol/keberatan/${appeal.reference}?kabar=asked`)
  return goTo(request.c, '/konsol/keberatan?kabar=answered')
}

/** The second person: the card is restored and the appeal granted, in one transaction. */
export async function submitGrantApproval(request: ConsoleRequest): Promise<Response> {
  const appeal = await appealOf(request)
  if (!appeal) return errorPage(request.c, 404)
  const proposed = await proposedGrant(request.ctx.db, appeal.reference)
  const told = { link: request.deps.link('/kartu') }
  const restored = proposed
    ? await approveRestore(request.ctx, proposed.correctionId, request.actor, told)
    : refuse('correction_unknown')
  if (!restored.ok) return appealPage(request, { problem: sentence(request.language, restored) })
  request.deps.onMessages()
  return goTo(request.c, `/konsol/keberatan/${appeal.reference}?kabar=granted`)
}

/** Takes the granting back: the appeal waits for an answer again. */
export async function submitGrantWithdrawal(request: ConsoleRequest): Promise<Response> {
  const appeal = await appealOf(request)
  if (!appeal) return errorPage(request.c, 404)
  const proposed = await proposedGrant(request.ctx.db, appeal.reference)
  const withdrawn = proposed
    ? await withdrawRestore(request.ctx, proposed.correctionId, request.actor)
    : refuse('correction_unknown')
  if (!withdrawn.ok) return appealPage(request, { problem: sentence(request.language, withdrawn) })
  return goTo(request.c, `/konsol/keberatan/${appeal.reference}?kabar=withdrawn`)
}

function appealOf({ c, ctx }: ConsoleRequest): Promise<Appeal | undefined> {
  return findAppealByReference(ctx.db, c.req.param('reference') ?? '')
}
