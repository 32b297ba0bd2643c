import { smallIdOf } from '../../kernel/ids.ts'
import { listTasks, type Task } from '../../staff/tasks.ts'
import { listWaves, type Wave } from '../../waves/waves.ts'
import * as parts from '../parts/parts.ts'
import { Subject } from './approvals-page.tsx'
import type { ConsoleRequest } from './console-request.ts'
import { words } from './console-words.ts'
import { exportsPanel } from './exports/exports-panel.tsx'
import { actorNames, consolePage, instant, Nothing, type Shown, whole } from './page.tsx'
import { keptSentence } from './refusal-words.ts'
import { reportLines } from './report-words.ts'
import { taskWords } from './task-words.ts'

/** `/konsol/pekerjaan`: long work, running and done. */
export async function tasksPage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const { ctx, language } = request
  const [tasks, waves] = await Promise.all([listTasks(ctx.db, { limit: 100 }), listWaves(ctx.db)])
  const name = await actorNames(
    request,
    tasks.map(({ startedBy }) => startedBy),
  )
  return consolePage(
    request,
    { title: words[language].tasks, ...shown },
    <>
      {tasks.length === 0 ? (
        <Nothing language={language} />
      ) : (
        <TaskTable tasks={tasks} name={name} language={language} waves={waves} />
      )}
      {await exportsPanel(request, waves, shown)}
    </>,
  )
}

export function TaskTable(props: {
  tasks: readonly Task[]
  name: (actor: string) => string
  language: ConsoleRequest['language']
  waves: readonly Wave[]
}) {
  const { language, name, waves } = props
  const said = words[language]
  return (
    <parts.Table
      caption={said.tasks}
      columns={[
        { label: said.what },
        { label: said.subject },
        { label: said.startedBy },
        { label: said.startedAt },
        { label: said.progress, right: true },
        { label: said.endedAt },
        { label: said.outcome },
      ]}
      rows={props.tasks.map((task) => [
        <Kind task={task} language={language} />,
        <Subject subject={task.subject} waves={waves} language={language} />,
        name(task.startedBy),
        instant(task.startedAt, language),
        progressOf(task, language),
        instant(task.endedAt, language),
        <Ended task={task} language={language} />,
      ])}
    />
  )
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
          <li class={digest ? 'hash' : undefined}>
            {label}: {value}
          </li>
        ))}
      </ul>
    </div>
  )
}
