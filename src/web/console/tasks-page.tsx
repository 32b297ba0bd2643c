import { smallIdOf } from '../../kernel/ids.ts'
import { listTasks, type Task } from '../../staff/tasks.ts'
import { listWaves, type Wave } from '../../waves/waves.ts'
import * as parts from '../parts/parts.ts'
import { Subject } from './approvals-page.tsx'
import type { ConsoleRequest } from './console-request.ts'
import { words } from './console-words.ts'
import { actorNames, consolePage, instant, Nothing, whole } from './page.tsx'
import { keptSentence } from './refusal-words.ts'
import { reportLines } from './report-words.ts'

/** `/konsol/pekerjaan`: long work, running and done. */
export async function tasksPage(request: ConsoleRequest): Promise<Response> {
  const { ctx, language } = request
  const [tasks, waves] = await Promise.all([listTasks(ctx.db, { limit: 100 }), listWaves(ctx.db)])
  const name = await actorNames(
    request,
    tasks.map(({ startedBy }) => startedBy),
  )
  return consolePage(
    request,
    { title: words[language].tasks },
    tasks.length === 0 ? (
      <Nothing language={language} />
    ) : (
      <TaskTable tasks={tasks} name={name} language={language} waves={waves} />
    ),
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
        task.total > 0 ? `${whole(task.done, language)} / ${whole(task.total, language)}` : '-',
        instant(task.endedAt, language),
        <Ended task={task} language={language} />,
      ])}
    />
  )
}

/** What is done; work that has a page of its own leads there. */
function Kind({ task, language }: { task: Task; language: ConsoleRequest['language'] }) {
  const kind = words[language].taskKinds[task.kind]
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
