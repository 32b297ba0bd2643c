import { type Appeal, type AppealKind, appealKinds, listAppeals } from '../../../appeals/appeals.ts'
import { formatDeadline } from '../../../kernel/wib.ts'
import * as parts from '../../parts/parts.ts'
import { words as kindWords } from '../../portal/home/appeal-words.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { words as consoleWords } from '../console-words.ts'
import { actorNames } from '../page.tsx'
import { type ListColumn, listPage } from '../parts/list-page.tsx'
import { asked, Filter, FilterChoice, mostRows } from '../parts/list-parts.tsx'
import { words as ownWords } from './appeals-words.ts'

/** `/konsol/keberatan`: appeals and requests about personal data; those that wait first, by when the answer is due. */
export async function appealsPage(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, language } = request
  const said = { ...consoleWords[language], ...ownWords[language] }
  const about: AppealKind | undefined = appealKinds.find((kind) => kind === c.req.query('tentang'))
  const open = c.req.query('keadaan') === 'open'
  const appeals = await listAppeals(ctx.db, { open, about, limit: mostRows(c) })
  const name = await actorNames(
    request,
    appeals.map(({ answeredBy }) => answeredBy),
  )
  return listPage(request, {
    title: said.appeals,
    place: '/konsol/keberatan',
    file: 'keberatan',
    columns: columnsOf(request, name),
    rows: appeals,
    filter: (
      <Filter action="/konsol/keberatan" language={language} order={asked(c, 'urut')}>
        <FilterChoice
          name="tentang"
          label={said.subject}
          language={language}
          options={appealKinds.map((value) => ({ value, label: kindWords[language].kinds[value] }))}
          value={about}
        />
        <FilterChoice
          name="keadaan"
          label={said.status}
          language={language}
          options={[{ value: 'open', label: said.open }]}
          value={open ? 'open' : undefined}
        />
      </Filter>
    ),
  })
}

function columnsOf(request: ConsoleRequest, name: (actor: string) => string): ListColumn<Appeal>[] {
  const { language } = request
  const said = { ...consoleWords[language], ...ownWords[language] }
  return [
    {
      label: said.reference,
      key: 'nomor',
      cell: (it) => it.reference,
      show: (it) => <a href={`/konsol/keberatan/${it.reference}`}>{it.reference}</a>,
    },
    { label: said.subject, key: 'tentang', cell: (it) => kindWords[language].kinds[it.about] },
    { label: said.filedAt, key: 'diajukan', cell: (it) => it.filedAt },
    {
      label: said.answerBefore,
      key: 'tenggat',
      cell: (it) => it.answerBefore,
      show: (it) => formatDeadline(it.answerBefore, language),
    },
    {
      label: said.status,
      key: 'keadaan',
      cell: (it) => stateOf(request, it).word,
      show: (it) => <AppealState request={request} appeal={it} />,
    },
    { label: said.answeredBy, key: 'oleh', cell: (it) => it.answeredBy && name(it.answeredBy) },
    { label: said.answeredAt, key: 'dijawab', cell: (it) => it.answeredAt },
  ]
}

/** Whether it waits, is late, or how it was answered. */
export function AppealState({ request, appeal }: { request: ConsoleRequest; appeal: Appeal }) {
  const { tone, word } = stateOf(request, appeal)
  return <parts.StatusTag tone={tone}>{word}</parts.StatusTag>
}

function stateOf({ ctx, language }: ConsoleRequest, { answer, answerBefore }: Appeal) {
  const said = ownWords[language]
  if (answer) return { tone: 'quiet', word: said.answers[answer] } as const
  if (answerBefore <= ctx.clock.now()) return { tone: 'error', word: said.late } as const
  return { tone: 'waiting', word: said.open } as const
}
