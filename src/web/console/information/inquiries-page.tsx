import { type ListedInquiry, listInquiries } from '../../../information/inquiries.ts'
import { inquiryTopics } from '../../../information/topics.ts'
import { formatDeadline } from '../../../kernel/wib.ts'
import * as parts from '../../parts/parts.ts'
import { questionWords } from '../../portal/answers/question-words.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { actorNames } from '../page.tsx'
import { type ListColumn, listPage } from '../parts/list-page.tsx'
import { asked, Filter, FilterChoice, mostRows } from '../parts/list-parts.tsx'
import { inquiryWords } from './inquiry-words.ts'

/** `/konsol/pertanyaan`: what was asked without an account, the newest first. */
export async function inquiriesPage(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, language } = request
  const said = inquiryWords[language]
  const topic = inquiryTopics.find((one) => one === c.req.query('tentang'))
  const open = c.req.query('keadaan') === 'open'
  const rows = await listInquiries(ctx.db, { open, topic, most: mostRows(c) })
  const name = await actorNames(
    request,
    rows.map(({ answeredBy }) => answeredBy),
  )
  return listPage(request, {
    title: said.title,
    lead: said.lead,
    place: '/konsol/pertanyaan',
    file: 'pertanyaan',
    columns: columnsOf(request, name),
    rows,
    filter: (
      <Filter action="/konsol/pertanyaan" language={language} order={asked(c, 'urut')}>
        <FilterChoice
          name="tentang"
          label={said.topic}
          language={language}
          options={inquiryTopics.map((value) => ({ value, label: questionWords[language].topics[value] }))}
          value={topic}
        />
        <FilterChoice
          name="keadaan"
          label={said.state}
          language={language}
          options={[{ value: 'open', label: said.waits }]}
          value={open ? 'open' : undefined}
        />
      </Filter>
    ),
  })
}

function columnsOf(request: ConsoleRequest, name: (actor: string) => string): ListColumn<ListedInquiry>[] {
  const { language } = request
  const said = inquiryWords[language]
  return [
    {
      label: said.number,
      key: 'nomor',
      cell: (one) => one.reference,
      show: (one) => <a href={`/konsol/pertanyaan/${one.reference}`}>{one.reference}</a>,
    },
    { label: said.topic, key: 'tentang', cell: (one) => questionWords[language].topics[one.topic] },
    { label: said.asked, key: 'masuk', cell: (one) => one.askedAt },
    {
      label: said.answerBefore,
      key: 'tenggat',
      cell: (one) => one.answerBefore,
      show: (one) => formatDeadline(one.answerBefore, language),
    },
    {
      label: said.state,
      key: 'keadaan',
      cell: (one) => stateOf(request, one).word,
      show: (one) => <InquiryTag request={request} one={one} />,
    },
    { label: said.answeredBy, cell: (one) => one.answeredBy && name(one.answeredBy) },
    { label: said.answeredAt, key: 'dijawab', cell: (one) => one.answeredAt },
  ]
}

type Standing = Pick<ListedInquiry, 'answeredAt' | 'answerBefore' | 'dropped'>

/** Whether it waits, is late, answered or closed. */
export function InquiryTag({ request, one }: { request: ConsoleRequest; one: Standing }) {
  const { tone, word } = stateOf(request, one)
  return <parts.StatusTag tone={tone}>{word}</parts.StatusTag>
}

function stateOf({ ctx, language }: ConsoleRequest, { answeredAt, answerBefore, dropped }: Standing) {
  const said = inquiryWords[language]
  if (dropped) return { tone: 'quiet', word: said.dropped } as const
  if (answeredAt) return { tone: 'quiet', word: said.answered } as const
  if (answerBefore <= ctx.clock.now()) return { tone: 'error', word: said.late } as const
  return { tone: 'waiting', word: said.waits } as const
}
