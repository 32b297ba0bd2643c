import { idOf } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { listTasks, readTask } from '../../../staff/tasks.ts'
import { simulateWave } from '../../../waves/simulate/simulate-wave.ts'
import { simulatedTermsSchema } from '../../../waves/simulate/simulated-rules.ts'
import { errorPage } from '../../http/errors.tsx'
import { beginningWith } from '../../http/forms.ts'
import * as parts from '../../parts/parts.ts'
import { goTo } from '../../site/link.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { words } from '../console-words.ts'
import { actorNames, consolePage, type Shown } from '../page.tsx'
import { sentence } from '../refusal-words.ts'
import { TaskTable } from '../tasks-page.tsx'
import { waveOf } from '../waves/wave-of.ts'
import { readTerms, simulateForm, typedTerms } from './simulate-form.ts'
import { simulateWords } from './simulate-words.ts'

/** `/konsol/gelombang/:id/coba-aturan`: a form of rules to be tried on the applicants of a wave, and what was tried before. */
export async function simulatePage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const { ctx, language, c } = request
  const said = simulateWords[language]
  const wave = await waveOf(request)
  if (!wave) return errorPage(c, 404)
  const subject = `wave:${wave.waveId}`
  const tasks = (await listTasks(ctx.db, { subject, limit: 50 })).filter(
    ({ kind }) => kind === 'simulate_rules',
  )
  const name = await actorNames(
    request,
    tasks.map(({ startedBy }) => startedBy),
  )
  const drawn = wave.byDraw && ['announced', 'notified'].includes(wave.status)
  return consolePage(
    request,
    { title: said.titleOf(words[language].waveOf(String(wave.number), String(wave.year))), ...shown },
    <>
      <p class="lead">{said.lead}</p>
      <p class="hint">{said.unknown}</p>
      {drawn && offers(request, 'run_waves') ? (
        <section class="panel stack">
          <h2>{said.rules}</h2>
          <p>{said.empty}</p>
          <parts.Form action={`/konsol/gelombang/${wave.waveId}/coba-aturan`} button={said.start}>
            {simulateForm.fields(c, beginningWith(await likeTask(request), shown))}
          </parts.Form>
        </section>
      ) : (
        ''
      )}
      {drawn ? (
        ''
      ) : (
        <parts.EmptyState title={words[language].none}>
          <p>{sentence(language, refuse('not_announced'))}</p>
          <parts.LinkButton href={`/konsol/gelombang/${wave.waveId}`} look="second">
            {words[language].waveOf(String(wave.number), String(wave.year))}
          </parts.LinkButton>
        </parts.EmptyState>
      )}
      {tasks.length === 0 ? '' : <TaskTable tasks={tasks} name={name} language={language} waves={[wave]} />}
    </>,
  )
}

/** What a trial before was asked, where the address says that it is to be like one. */
async function likeTask({ c, ctx }: ConsoleRequest): Promise<Readonly<Record<string, string>>> {
  const taskId = idOf(c.req.query('seperti'))
  const task = taskId && (await readTask(ctx.db, taskId))
  const terms = task ? simulatedTermsSchema.safeParse(task.terms) : undefined
  return terms?.success ? typedTerms(terms.data) : {}
}

/** Begins to try rules: long work, whose page tells how far it is and then what was found. */
export async function submitSimulate(request: ConsoleRequest): Promise<Response> {
  const { ctx, actor, deps, language } = request
  const wave = await waveOf(request)
  if (!wave) return errorPage(request.c, 404)
  const read = await readTerms(request)
  if ('shown' in read) return simulatePage(request, read.shown)
  const { waveId } = wave
  const { terms } = read
  const begun = await deps.tasks.start(
    {
      kind: 'simulate_rules',
      subject: `wave:${waveId}`,
      terms,
      async run(progress) {
        const found = await simulateWave(ctx, waveId, terms, { actor, onProgress: progress })
        if (!found.ok) return found
        const { applicants, gained, lost } = found.value.total
        const told = { applicants, ...(gained !== null && { gained }), ...(lost !== null && { lost }) }
        return { ok: true, value: { ...told, simulation: found.value } }
      },
    },
    actor,
  )
  if (!begun.ok) return simulatePage(request, { problem: sentence(language, begun) })
  return goTo(request.c, `/konsol/gelombang/${waveId}/coba-aturan/${begun.value.taskId}`)
}
