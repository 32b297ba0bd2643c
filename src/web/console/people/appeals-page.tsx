import { type Appeal, listAppeals } from '../../../appeals/appeals.ts'
import { formatDeadline } from '../../../kernel/wib.ts'
import { inWib } from '../../../lists/csv-text.ts'
import * as parts from '../../parts/parts.ts'
import { words as kindWords } from '../../portal/home/appeal-words.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { words as consoleWords } from '../console-words.ts'
import { csvAnswer, wantsCsv } from '../csv.ts'
import { actorNames, consolePage, instant, Nothing } from '../page.tsx'
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
          <AppealState request={request} appeal={it} />,
          it.answeredBy ? name(it.answeredBy) : '-',
        ])}
      />
    ),
  )
}

/** Whether it waits, is late, or how it was answered. */
export function AppealState({ request, appeal }: { request: ConsoleRequest; appeal: Appeal }) {
  const said = { ...consoleWords[request.language], ...ownWords[request.language] }
  if (appeal.answer) return <parts.StatusTag tone="quiet">{said.answers[appeal.answer]}</parts.StatusTag>
  const late = appeal.answerBefore <= request.ctx.clock.now()
  return <parts.StatusTag tone={late ? 'error' : 'waiting'}>{late ? said.late : said.open}</parts.StatusTag>
}
