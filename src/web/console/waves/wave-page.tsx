import { waitingApprovals } from '../../../approvals/approvals.ts'
import { waveHolds } from '../../../deadlines/wave-holds.ts'
import { smallIdOf } from '../../../kernel/ids.ts'
import { formatInstant } from '../../../kernel/wib.ts'
import { listTasks } from '../../../staff/tasks.ts'
import { type DrawRow, readDrawRow } from '../../../waves/draw/draw-store.ts'
import { publicFiles } from '../../../waves/draw/published/publish-draw.ts'
import { waitingValue } from '../../../waves/draw/waiting-value.ts'
import { waveSeats } from '../../../waves/seats/wave-seats.ts'
import { type WaveFunnel, waveFunnel } from '../../../waves/wave-funnel.ts'
import { readWave } from '../../../waves/waves.ts'
import { errorPage } from '../../http/errors.tsx'
import * as parts from '../../parts/parts.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { words } from '../console-words.ts'
import { actorNames, consolePage, instant, type Shown, whole } from '../page.tsx'
import { Digest } from '../parts/digest.tsx'
import { SimulateLink } from '../simulate/simulate-link.tsx'
import { TaskTable } from '../tasks-page.tsx'
import { NextStep } from './next-step.tsx'
import { recipientsWords } from './recipients-page.tsx'
import { SeatsOfWave } from './reserves-page.tsx'
import { WaveChange } from './wave-change.tsx'
import { WaveDeadlineSteps } from './wave-deadline.tsx'

/** `/konsol/gelombang/:id`: how far a wave is, what comes next, its funnel, its draw, and the work that was done on it. */
export async function wavePage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const { ctx, language } = request
  const said = words[language]
  const waveId = smallIdOf(request.c.req.param('id'))
  if (waveId === undefined) return errorPage(request.c, 404)
  const subject = `wave:${waveId}`
  const [wave, draw, funnel, tasks, approvals, holds, value] = await Promise.all([
    readWave(ctx.db, waveId),
    readDrawRow(ctx.db, waveId),
    waveFunnel(ctx.db, waveId),
    listTasks(ctx.db, { subject, limit: 10 }),
    waitingApprovals(ctx.db),
    waveHolds(ctx.db),
    waitingValue(ctx.db, waveId),
  ])
  if (!wave) return errorPage(request.c, 404)
  const waiting = approvals.filter((approval) => approval.subject === subject)
  const actors = [
    ...tasks.map(({ startedBy }) => startedBy),
    ...waiting.map((it) => it.requestedBy),
    value?.enteredBy,
  ]
  const [name, seats] = await Promise.all([actorNames(request, actors), waveSeats(ctx.db, wave)])
  const hold = holds.find((one) => one.waveId === waveId)
  const running = tasks.some(({ endedAt }) => endedAt === undefined)
  const at = { wave, draw: draw!, funnel, waiting, running, hold, value, name }
  return consolePage(
    request,
    { title: said.waveOf(String(wave.number), String(wave.year)), ...shown },
    <>
      <p class="lead">
        {said.statuses[wave.status]} · {said.kinds[wave.kind]} · {said.quota} {whole(wave.quota, language)}
      </p>
      <NextStep request={request} at={at} />
      {wave.status === 'notified' ? <WaveDeadlineSteps request={request} at={at} /> : ''}
      <WaveChange request={request} at={at} shown={shown} />
      {tasks.length > 0 ? <TaskTable tasks={tasks} name={name} language={language} waves={[wave]} /> : ''}
      {seats.reserves + seats.left > 0 ? <SeatsOfWave seats={seats} at={at} language={language} /> : ''}
      <Funnel funnel={funnel} language={language} />
      {draw!.rules === undefined ? '' : <Draw draw={draw!} language={language} />}
      <SimulateLink wave={wave} language={language} />
      {wave.recipients > 0 && offers(request, 'see_people') ? (
        <p>
          <a href={`/konsol/gelombang/${wave.waveId}/penerima`}>{recipientsWords[language].all}</a>
        </p>
      ) : (
        ''
      )}
    </>,
  )
}

function Funnel({ funnel, language }: { funnel: WaveFunnel; language: ConsoleRequest['language'] }) {
  const said = words[language]
  const stages = Object.keys(said.stages) as (keyof WaveFunnel)[]
  const most = Math.max(1, ...stages.map((stage) => funnel[stage]))
  return (
    <parts.Table
      caption={said.funnel}
      columns={[{ label: said.stage }, { label: said.count, right: true }, { label: said.bar }]}
      rows={stages.map((stage) => [
        said.stages[stage],
        whole(funnel[stage], language),
        <meter class="bar" min={0} max={most} value={funnel[stage]} aria-label={said.stages[stage]} />,
      ])}
    />
  )
}

function Draw({ draw, language }: { draw: DrawRow; language: ConsoleRequest['language'] }) {
  const said = words[language]
  const address = `/undian/${draw.year}-${draw.number}` as const
  const hash = (text: string | undefined) => (text ? <Digest value={text} /> : said.notYet)
  const files = publicFiles(draw)
  return (
    <section class="stack">
      <h2>{said.draw}</h2>
      <parts.SummaryList
        rows={[
          { label: said.commitment, value: hash(draw.commitment) },
          { label: said.valueName, value: draw.valueName ?? '' },
          { label: said.valueFrom, value: draw.valueFrom ? formatInstant(draw.valueFrom, language) : '' },
          {
            label: said.applicants,
            value: draw.applicants === undefined ? said.notYet : whole(draw.applicants, language),
          },
          { label: said.listRoot, value: hash(draw.listRoot) },
          { label: said.publicValue, value: draw.publicValue ?? said.notYet },
          { label: said.seed, value: hash(draw.seed) },
          { label: said.resultRoot, value: hash(draw.resultRoot) },
          { label: said.startedAt, value: instant(draw.drawnAt, language) },
        ]}
      />
      <h3>{said.files}</h3>
      <ul class="row">
        {files.map((file) => (
          <li>
            <a href={`${address}/${file}`}>{file}</a>
          </li>
        ))}
      </ul>
      <p>
        <a href={address}>{said.publicPage}</a>
      </p>
    </section>
  )
}
