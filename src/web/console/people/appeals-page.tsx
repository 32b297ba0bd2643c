import { type Appeal, answerAppeal, findAppealByReference, listAppeals } from '../../../appeals/appeals.ts'
import { formatDeadline } from '../../../kernel/wib.ts'
import { inWib } from '../../../lists/csv-text.ts'
import { errorPage } from '../../http/errors.tsx'
import { field } from '../../http/form-fields.ts'
import { readForm } from '../../http/forms.ts'
import * as parts from '../../parts/parts.ts'
import { words as kindWords } from '../../portal/home/appeal-words.ts'
import { ask, form } from '../../site/form.tsx'
import { goTo } from '../../site/link.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { words as consoleWords } from '../console-words.ts'
import { csvAnswer, wantsCsv } from '../csv.ts'
import { actorNames, consolePage, instant, Nothing, type Shown } from '../page.tsx'
import { sentence } from '../refusal-words.ts'
import { words as ownWords } from './appeals-words.ts'

const most = 500

/** `/konsol/keberatan`: appeals and requests about personal data; those that wait first, by when the answer is due. */
export async function appealsPage(request: ConsoleRequest): Promise<Response> {
  const { ctx, language } = request
  const said = { ...consoleWords[language], ...ownWords[language] }
  const appeals = await listAppeals(ctx.db, { open: false, limit: most })
  const name = await actorNames(
    request,
    appeals.map(({ answeredBy }) => answeredBy),
  )
  if (wantsCsv(request.c))
    return csvAnswer(
      request.c,
      'keberatan',
      [
        'reference',
        'about',
        inWib('filed_at'),
        inWib('answer_before'),
        'answer',
        'answered_by',
        inWib('answered_at'),
      ],
      appeals.map((it) => [
        it.reference,
        it.about,
        it.filedAt,
        it.answerBefore,
        it.answer,
        it.answeredBy && name(it.answeredBy),
        it.answeredAt,
      ]),
    )
  return consolePage(
    request,
    { title: said.appeals, csv: true },
    appeals.length === 0 ? (
      <Nothing language={language} />
    ) : (
      <parts.Table
        caption={said.appeals}
        captionHidden
        columns={[
          { label: said.reference },
          { label: said.subject },
          { label: said.filedAt },
          { label: said.answerBefore },
          { label: said.status },
          { label: said.answeredBy },
        ]}
        rows={appeals.map((it) => [
          <a href={`/konsol/keberatan/${it.reference}`}>{it.reference}</a>,
          kindWords[language].kinds[it.about],
          instant(it.filedAt, language),
          formatDeadline(it.answerBefore, language),
          <State request={request} appeal={it} />,
          it.answeredBy ? name(it.answeredBy) : '-',
        ])}
      />
    ),
  )
}

function State({ request, appeal }: { request: ConsoleRequest; appeal: Appeal }) {
  const said = { ...consoleWords[request.language], ...ownWords[request.language] }
  if (appeal.answer) return <parts.StatusTag tone="quiet">{said.answers[appeal.answer]}</parts.StatusTag>
  const late = appeal.answerBefore <= request.ctx.clock.now()
  return <parts.StatusTag tone={late ? 'error' : 'waiting'}>{late ? said.late : said.open}</parts.StatusTag>
}

const answerForm = form((language) => {
  const { answerText, answerHint: hint } = ownWords[language]
  return { text: ask.text(field.text(2000), answerText, { hint, lines: 5, maxlength: 2000 }) }
})

/** `/konsol/keberatan/:reference`: what is asked, and the form for the one answer. */
export async function appealPage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const { language } = request
  const said = { ...consoleWords[language], ...ownWords[language] }
  const appeal = await appealOf(request)
  if (!appeal) return errorPage(request.c, 404)
  const personId = /^person:(\d+)$/.exec(appeal.subject)?.[1]
  const rows = [
    { label: said.subject, value: kindWords[language].kinds[appeal.about] },
    { label: said.filedAt, value: instant(appeal.filedAt, language) },
    { label: said.answerBefore, value: formatDeadline(appeal.answerBefore, language) },
    { label: said.status, value: <State request={request} appeal={appeal} /> },
  ]
  return consolePage(
    request,
    { title: `${said.appeals} ${appeal.reference}`, ...shown },
    <>
      <parts.SummaryList rows={rows} />
      <blockquote class="panel">{withoutNumbers(appeal.text)}</blockquote>
      {personId ? (
        <p>
          <a href={`/konsol/orang/${personId}`}>{said.toPerson}</a>
        </p>
      ) : (
        ''
      )}
      {appeal.answerText ? <blockquote class="panel">{appeal.answerText}</blockquote> : ''}
      {!appeal.answer && offers(request, 'answer_appeal') ? (
        <parts.Form action={`/konsol/keberatan/${appeal.reference}`}>
          {answerForm.fields(request.c, shown)}
          <parts.Buttons>
            <parts.Button name="answer" value="granted">
              {said.grant}
            </parts.Button>
            <parts.Button name="answer" value="declined" look="second">
              {said.decline}
            </parts.Button>
          </parts.Buttons>
        </parts.Form>
      ) : (
        ''
      )}
    </>,
  )
}

export async function submitAnswer(request: ConsoleRequest): Promise<Response> {
  const sent = await readForm(request.c)
  const text = sent.get('text') ?? ''
  const typed = { text }
  const wanted = sent.get('answer')
  const answer =
    wanted === 'granted' ? ('granted' as const) : wanted === 'declined' ? ('declined' as const) : undefined
  if (!answer) return appealPage(request, { problem: ownWords[request.language].answerHint, typed })
  const given = { answer, text, link: request.deps.link('/keberatan') }
  const reference = request.c.req.param('reference') ?? ''
  const answered = await answerAppeal(request.ctx, reference, given, request.actor)
  if (!answered.ok) return appealPage(request, { problem: sentence(request.language, answered), typed })
  request.deps.onMessages()
  return goTo(request.c, '/konsol/keberatan?kabar=answered')
}

function appealOf({ c, ctx }: ConsoleRequest): Promise<Appeal | undefined> {
  return findAppealByReference(ctx.db, c.req.param('reference') ?? '')
}

/** A NIK or a card number that somebody wrote into the text is for no screen. */
function withoutNumbers(text: string): string {
  return text.replace(/\d{12,}/g, (digits) => `************${digits.slice(-4)}`)
}
