import type { Context } from 'hono'
import { askRefusals, askWithoutAccount } from '../../../information/ask.ts'
import { findInquiry, type Inquiry, inquiryOfLink, inquiryPath } from '../../../information/inquiries.ts'
import { inquiryRules } from '../../../information/inquiry-rules.ts'
import { inquiryTopics } from '../../../information/topics.ts'
import { sentenceOf } from '../../../kernel/refusal.ts'
import { formatDeadline, formatInstant, type Language } from '../../../kernel/wib.ts'
import { callerOf } from '../../http/edge/caller.ts'
import { field } from '../../http/form-fields.ts'
import { beginningWith, type Shown, wrong } from '../../http/forms.ts'
import type { Web } from '../../http/web.ts'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { goTo } from '../../site/link.ts'
import { showPage } from '../../site/show-page.tsx'
import { infoPage } from '../front/info-page.tsx'
import type { RegisterDeps } from '../register/visitor.tsx'
import { contactWords } from './contact-words.ts'
import { questionWords } from './question-words.ts'

type Request = Context<Web>

const contactForm = form((language) => {
  const said = contactWords[language]
  const topics = inquiryTopics.map((value) => ({ value, label: questionWords[language].topics[value] }))
  return {
    topik: ask.select(field.choice(inquiryTopics), said.topic, topics),
    pesan: ask.text(field.text(2000, 20), said.text, { hint: said.textHint, lines: 7, maxlength: 2000 }),
    kontak: ask.text(field.text(254), said.contact, { hint: said.contactHint, maxlength: 254 }),
    nama: ask.text(field.name(120).optional(), said.name, {
      maxlength: 120,
      autocomplete: 'name',
    }),
  }
})

/** `/hubungi-kami`: anybody asks without an account; `?tentang=` what they had looked for. */
export function contactPage(c: Request, _deps: RegisterDeps, shown: Shown = {}): Response {
  const said = contactWords[c.get('language')]
  const looked = (c.req.query('tentang') ?? '').slice(0, 120).trim()
  return infoPage(
    c,
    { title: said.title, description: said.lead, scripted: true, ...shown },
    <>
      <p class="lead">{said.lead}</p>
      <p>
        {said.first} <a href="/tanya-jawab">{questionWords[c.get('language')].title}</a>
      </p>
      <parts.Form action="/hubungi-kami" button={said.send}>
        {contactForm.fields(c, beginningWith(looked === '' ? {} : { pesan: said.about(looked) }, shown))}
        <p class="small muted">{said.kept(inquiryRules.days)}</p>
      </parts.Form>
      <h2>{said.account}</h2>
      <p>
        {said.accountText} <a href="/keberatan?tentang=complaint">{said.accountWay}</a>
      </p>
      <p>
        <a href="/lapor-kecurangan">{said.fraudWay}</a>
      </p>
    </>,
  )
}

/** Takes the question and leads to the page on which its answer will be read. */
export async function submitContact(c: Request, deps: RegisterDeps): Promise<Response> {
  const answers = await contactForm.read(c)
  if (!answers.ok) return contactPage(c, deps, answers)
  const { ctx } = deps.registrations
  const language = c.get('language')
  const { topik: topic, nama: name, kontak: contact, pesan: text } = answers.values
  const from = { language, caller: callerOf(c), requestId: c.get('requestId') }
  const asked = await askWithoutAccount(ctx, { topic, name, contact, text, ...from })
  if (asked.ok) return goTo(c, inquiryPath(ctx, asked.value))
  const about = asked.refusal === 'contact_wrong' ? 'kontak' : ''
  const said = sentenceOf(askRefusals, asked.refusal, asked.facts, language)
  return contactPage(c, deps, wrong(about, said, answers.typed))
}

/** `/hubungi-kami/:token`: how a question stands, and its answer, for whoever was given the address. */
export async function inquiryPage(c: Request, deps: RegisterDeps): Promise<Response> {
  const language = c.get('language')
  const said = contactWords[language]
  const { ctx } = deps.registrations
  const reference = inquiryOfLink(ctx, c.req.param('token') ?? '')
  const inquiry = reference === undefined ? undefined : await findInquiry(ctx, reference)
  c.header('Cache-Control', 'private, no-store')
  if (!inquiry)
    return showPage(
      c,
      { title: said.unknown, status: 404, scripted: false },
      <>
        <p class="lead">{said.unknownText}</p>
        <p>
          <a href="/hubungi-kami">{said.again}</a>
        </p>
      </>,
    )
  return showPage(
    c,
    { title: said.your, scripted: false },
    <>
      {inquiry.answeredAt ? '' : <p class="lead">{said.thanks}</p>}
      <InquiryFacts inquiry={inquiry} language={language} />
      {inquiry.answerText ? (
        <>
          <h2>{said.answer}</h2>
          <blockquote class="panel">{inquiry.answerText}</blockquote>
        </>
      ) : (
        ''
      )}
      {inquiry.dropped ? <p>{said.droppedText}</p> : ''}
      <h2>{said.text}</h2>
      <blockquote class="panel">{inquiry.text}</blockquote>
      <p>
        <a href="/tanya-jawab">{questionWords[language].title}</a>
      </p>
      <p>
        <a href="/hubungi-kami">{said.again}</a>
      </p>
    </>,
  )
}

function InquiryFacts({ inquiry, language }: { inquiry: Inquiry; language: Language }) {
  const said = contactWords[language]
  const { answeredAt, answerBefore, dropped } = inquiry
  const state = dropped ? said.dropped : answeredAt ? said.answered : said.waits
  return (
    <parts.SummaryList
      rows={[
        { label: said.number, value: <span translate="no">{inquiry.reference}</span> },
        { label: said.topic, value: questionWords[language].topics[inquiry.topic] },
        { label: said.asked, value: formatInstant(inquiry.askedAt, language) },
        {
          label: said.state,
          value: (
            <parts.StatusTag tone={answeredAt ? (dropped ? 'quiet' : 'success') : 'waiting'}>
              {state}
            </parts.StatusTag>
          ),
        },
        ...(answeredAt
          ? []
          : [
              { label: said.answerBefore, value: formatDeadline(answerBefore, language) },
              { label: said.told, value: <span translate="no">{inquiry.contact}</span> },
            ]),
      ]}
    />
  )
}
