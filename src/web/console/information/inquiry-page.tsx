import { cannedAnswers } from '../../../cases/canned-answers.ts'
import { answerInquiry, dropInquiries } from '../../../information/answer-inquiry.ts'
import { findInquiry, type Inquiry, inquirySubject } from '../../../information/inquiries.ts'
import { formatDeadline } from '../../../kernel/wib.ts'
import { errorPage } from '../../http/errors.tsx'
import { field } from '../../http/form-fields.ts'
import { readForm } from '../../http/forms.ts'
import * as parts from '../../parts/parts.ts'
import { questionWords } from '../../portal/answers/question-words.ts'
import { ask, form } from '../../site/form.tsx'
import { goTo } from '../../site/link.ts'
import { CannedChoice, withCanned } from '../cases/canned-page.tsx'
import { casePanel } from '../cases/case-panel.tsx'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { consolePage, instant, type Shown } from '../page.tsx'
import { Beside } from '../parts/beside.tsx'
import { historyTable } from '../parts/history.tsx'
import { withoutNumbers } from '../parts/without-numbers.ts'
import { sentence } from '../refusal-words.ts'
import { InquiryTag } from './inquiries-page.tsx'
import { inquiryWords } from './inquiry-words.ts'

const answerForm = form((language) => {
  const { answer, answerHint: hint } = inquiryWords[language]
  return { text: ask.text(field.text(2000), answer, { hint, lines: 6, maxlength: 2000 }) }
})

/** `/konsol/pertanyaan/:reference`: what was asked, and the form for the one answer. */
export async function inquiryPage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const { c, ctx, language } = request
  const said = inquiryWords[language]
  const inquiry = await inquiryOf(request)
  if (!inquiry) return errorPage(c, 404)
  const { reference } = inquiry
  const [kept, panel] = await Promise.all([
    cannedAnswers(ctx.db, 'inquiry'),
    casePanel(request, { kind: 'inquiry', subject: reference }),
  ])
  const history = await historyTable(request, [inquirySubject(reference)])
  const answers = !inquiry.answeredAt && offers(request, 'answer_appeal')
  return consolePage(
    request,
    { title: `${said.title} ${reference}`, ...shown },
    <Beside
      side={
        <>
          {panel}
          {history}
        </>
      }
    >
      <p>
        <a href="/konsol/pertanyaan">{said.title}</a>
      </p>
      <Facts request={request} inquiry={inquiry} />
      <blockquote class="panel">{withoutNumbers(inquiry.text)}</blockquote>
      {inquiry.answerText ? <blockquote class="panel">{inquiry.answerText}</blockquote> : ''}
      {answers ? (
        <>
          <parts.Form action={`/konsol/pertanyaan/${reference}`}>
            <p>{said.unproved}</p>
            {answerForm.fields(c, shown)}
            <CannedChoice kept={kept} language={language} />
            <parts.Button name="answer" value="send">
              {said.send}
            </parts.Button>
          </parts.Form>
          <parts.Form action={`/konsol/pertanyaan/${reference}`}>
            <p class="small">{said.dropText}</p>
            <parts.Button name="answer" value="drop" look="second">
              {said.drop}
            </parts.Button>
          </parts.Form>
        </>
      ) : (
        ''
      )}
    </Beside>,
  )
}

function Facts({ request, inquiry }: { request: ConsoleRequest; inquiry: Inquiry }) {
  const { language } = request
  const said = inquiryWords[language]
  return (
    <parts.SummaryList
      rows={[
        { label: said.topic, value: questionWords[language].topics[inquiry.topic] },
        { label: said.name, value: inquiry.name ?? said.noName },
        { label: said.reached, value: inquiry.contact },
        { label: said.language, value: said.languages[inquiry.language] },
        { label: said.asked, value: instant(inquiry.askedAt, language) },
        { label: said.answerBefore, value: formatDeadline(inquiry.answerBefore, language) },
        { label: said.state, value: <InquiryTag request={request} one={inquiry} /> },
      ]}
    />
  )
}

/** Answers it, closes it, or puts a kept answer into the field. */
export async function submitInquiryAnswer(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, deps, actor, language } = request
  const inquiry = await inquiryOf(request)
  if (!inquiry) return errorPage(c, 404)
  const { reference } = inquiry
  const sent = await readForm(c)
  const text = sent.get('text') ?? ''
  if (sent.get('answer') === 'insert') {
    const filled = await withCanned(request, 'inquiry', text, sent.get('canned') ?? '')
    return inquiryPage(request, { typed: { text: filled } })
  }
  if (sent.get('answer') === 'drop') {
    await dropInquiries(ctx, [reference], actor)
    return goTo(c, `/konsol/pertanyaan/${reference}?kabar=inquiry_dropped`)
  }
  const answered = await answerInquiry(ctx, reference, { text, linkTo: deps.link }, actor)
  if (!answered.ok) return inquiryPage(request, { problem: sentence(language, answered), typed: { text } })
  deps.onMessages()
  return goTo(c, `/konsol/pertanyaan/${reference}?kabar=inquiry_answered`)
}

function inquiryOf({ c, ctx }: ConsoleRequest): Promise<Inquiry | undefined> {
  return findInquiry(ctx, c.req.param('reference') ?? '')
}
