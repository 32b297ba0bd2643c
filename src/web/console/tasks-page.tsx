import { idOf, smallIdOf } from '../../kernel/ids.ts'
import { listTasks, type Task } from '../../staff/tasks.ts'
import { listWaves, type Wave } from '../../waves/waves.ts'
import * as parts from '../parts/parts.ts'
import type { ConsoleRequest } from './console-request.ts'
import { words } from './console-words.ts'
import { exportsPanel } from './exports/exports-panel.tsx'
import { actorNames, type Shown, whole } from './page.tsx'
import { Digest } from './parts/digest.tsx'
import { inCell, type ListColumn, listPage } from './parts/list-page.tsx'
import { rowsByKey } from './parts/list-parts.tsx'
import { keptSentence } from './refusal-words.ts'
import { reportLines } from './report-words.ts'
import { Subject } from './subject.tsx'
import { taskWords } from './task-words.ts'

/** `/konsol/pekerjaan`: long work, running and done, and the files that came of it. */
export async function tasksPage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const { c, ctx, language } = request
  const read = (before: string | undefined, limit: number) =>
    listTasks(ctx.db, { limit, before: before && idOf(before) ? before : undefined })
  const [page, waves, exports] = await Promise.all([
    rowsByKey(c, read, ({ taskId }) => taskId),
    listWaves(ctx.db),
    exportsPanel(request),
  ])
  const name = await actorNames(
    request,
    page.rows.map(({ startedBy }) => startedBy),
  )
  return listPage(
    request,
    {
      title: words[language].tasks,
      place: '/konsol/pekerjaan',
      file: 'pekerjaan',
      columns: columnsOf({ name, language, waves }),
      ...page,
      after: exports,
    },
    shown,
  )
}

interface Shows {
  readonly name: (actor: string) => string
  readonly language: ConsoleRequest['language']
  readonly waves: readonly Wave[]
}

/** Some of it on another page. */
export function TaskTable({ tasks, ...shows }: Shows & { tasks: readonly Task[] }) {
  const columns = columnsOf(shows)
  return (
    <parts.Table
      caption={words[shows.language].tasks}
      columns={columns.map(({ label, right }) => ({ label, ...(right && { right }) }))}
      rows={tasks.map((task) => columns.map((column) => inCell(column, task, shows.language)))}
    />
  )
}

function columnsOf({ language, name, waves }: Shows): ListColumn<Task>[] {
  const said = words[language]
  return [
    {
      label: said.what,
      cell: (task) => taskWords[language][task.kind],
      show: (task) => <Kind task={task} language={language} />,
    },
    {
      label: said.subject,
      cell: (task) => task.subject,
      show: (task) => <Subject subject={task.subject} waves={waves} language={language} />,
    },
    { label: said.startedBy, cell: (task) => name(task.startedBy) },
    { label: said.startedAt, instants: true, cell: (task) => task.startedAt },
    { label: said.progress, right: true, cell: (task) => progressOf(task, language) },
    { label: said.endedAt, instants: true, cell: (task) => task.endedAt },
    {
      label: said.outcome,
      cell: (task) => (task.endedAs ? said.ends[task.endedAs] : said.runs),
      show: (task) => <Ended task={task} language={language} />,
    },
  ]
}

/** How far it is; of what nobody counted before, how much is done. */
function progressOf({ done, total }: Task, language: ConsoleRequest['language']): string {
  if (total > 0) return `${whole(done, language)} / ${whole(total, language)}`
  return done > 0 ? whole(done, language) : '-'
}

/** What is done; work that has a page of its own leads there. */
function Kind({ task, language }: { task: Task; language: ConsoleRequest['language'] }) {
  const kind = taskWords[language][task.kind]
  const waveId = smallIdOf(task.subject.replace(/^wave:/, ''))
  if (task.kind !== 'simulate_rules' || waveId === undefined) return kind
  return <a href={`/konsol/gelombang/${waveId}/coba-aturan/${task.taskId}`}>{kind}</a>
}

function Ended({ task, language }: { task: Task; language: ConsoleRequest['language'] }) {
  const said = words[language]
  if (!task.endedAs) return <parts.StatusTag tone="waiting">{said.runs}</parts.StatusTag>
  const tone = task.endedAs === 'done' ? 'success' : task.endedAs === 'interrupted' ? 'warning' : 'error'
  const { refusal, simulation: _, ...counts } = task.report
  return (
    <div class="stack">
      <parts.StatusTag tone={tone}>{said.ends[task.endedAs]}</parts.StatusTag>
      {refusal === undefined ? '' : <span class="small">{keptSentence(language, refusal)}</span>}
      <ul class="stack small">
        {reportLines(counts, language).map(({ label, value, digest }) => (
          <li>
            {label}: {digest ? <Digest value={value} /> : value}
          </li>
        ))}
      </ul>
    </div>
  )
}
