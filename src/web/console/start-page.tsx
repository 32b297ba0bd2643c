import { waitingApprovals } from '../../approvals/approvals.ts'
import { countCases } from '../../cases/queue.ts'
import { deadlineOverview, type WaveDeadline } from '../../deadlines/deadline-overview.ts'
import { waveHolds } from '../../deadlines/wave-holds.ts'
import { parkedCount } from '../../messages/outbox/parked.ts'
import { listWaves } from '../../waves/waves.ts'
import * as parts from '../parts/parts.ts'
import { dictionary } from '../words/dictionary.ts'
import { ApprovalTable } from './approvals/approvals-page.tsx'
import { queueWords } from './cases/queue-words.ts'
import { type ConsoleRequest, offers } from './console-request.ts'
import { words } from './console-words.ts'
import { actorNames, consolePage, whole } from './page.tsx'
import { CountedAt, DeadlineTable } from './waves/deadlines-page.tsx'
import { HoldNotice } from './waves/wave-deadline.tsx'
import { type Wait, whatWaits } from './what-waits.ts'

const deadlinesShown = 5

export const gateWords = dictionary({
  id: {
    waits: (waiting: string, letIn: string) =>
      `Antrean pengunjung: kira-kira ${waiting} orang menunggu, ${letIn} masuk dalam satu menit terakhir. Yang sudah masuk tetap dilayani; antrean diatur sendiri oleh sistem.`,
  },
  en: {
    waits: (waiting, letIn) =>
      `Queue of visitors: about ${waiting} people wait, ${letIn} came in within the last minute. Who is in is served; the queue goes by itself.`,
  },
})

/** `/konsol`: what waits for whoever asks, the next deadlines, and where the programme stands. */
export async function startPage(request: ConsoleRequest): Promise<Response> {
  const { ctx, language } = request
  const said = words[language]
  const now = ctx.clock.now()
  const [waiting, waves, overview, holds, parked, cases, rest] = await Promise.all([
    waitingApprovals(ctx.db),
    listWaves(ctx.db),
    deadlineOverview(ctx.db, now),
    waveHolds(ctx.db),
    offers(request, 'run_messages') ? parkedCount(ctx.db) : 0,
    offers(request, 'see_cases') ? countCases(ctx, request.staff) : { mine: 0, unowned: 0, overdue: 0 },
    whatWaits(request),
  ])
  const askers = waiting.map(({ requestedBy }) => requestedBy)
  const name = await actorNames(request, askers)
  const approvals = { request, waiting, name, waves }
  const next = overview.waves
    .filter(({ firstPurchaseBefore }) => firstPurchaseBefore > now)
    .sort((one, other) => one.firstPurchaseBefore.getTime() - other.firstPurchaseBefore.getTime())
    .slice(0, deadlinesShown)
  const lists = [holds, waiting, rest].map(({ length }) => length)
  const counts = [...lists, overview.correctionsOpen, ...Object.values(cases), parked]
  return consolePage(
    request,
    { title: said.start },
    <>
      {holds.map((hold) => (
        <HoldNotice hold={hold} language={language} />
      ))}
      <AtTheGate of={request} />
      {counts.every((count) => count === 0) ? (
        <p>
          {said.nothingWaits}. {said.nothingWaitsText}
        </p>
      ) : (
        ''
      )}
      {waiting.length > 0 ? <ApprovalTable {...approvals} /> : ''}
      <Figures
        waits={[
          ...ofCases(cases, language),
          { href: '/konsol/koreksi', label: said.corrections, count: overview.correctionsOpen },
          ...rest,
        ]}
        language={language}
      />
      <Parked count={parked} language={language} />
      {next.length > 0 ? <DeadlineTable waves={next} caption={said.nextDeadlines} language={language} /> : ''}
      <h2>{said.numbers}</h2>
      <CountedAt countedAt={overview.countedAt} now={now} language={language} />
      <Numbers waves={overview.waves} language={language} />
    </>,
  )
}

/** Where the programme stands, summed over its waves. */
function Numbers(props: { waves: readonly WaveDeadline[]; language: ConsoleRequest['language'] }) {
  const { waves, language } = props
  return (
    <parts.SummaryList
      rows={(['cards', 'waiting', 'bought', 'revoked'] as const).map((of) => ({
        label: words[language][of],
        value: whole(
          waves.reduce((all, wave) => all + wave[of], 0),
          language,
        ),
      }))}
    />
  )
}

/** Newcomers who wait because there is too much to do; nobody has to do anything about it. */
function AtTheGate({ of: { deps, language } }: { of: ConsoleRequest }) {
  const { waiting, letIn, processes } = deps.gate.standing()
  if (waiting === 0) return null
  return (
    <p>
      {gateWords[language].waits(whole(waiting * processes, language), whole(letIn * processes, language))}
    </p>
  )
}

/** Messages that could not be sent, with the command that lists them. */
function Parked({ count, language }: { count: number; language: ConsoleRequest['language'] }) {
  if (count === 0) return null
  return (
    <p>
      {words[language].parked(whole(count, language))} <code>bekal message list --parked</code>
    </p>
  )
}

/** The queue of cases: what is late, one's own, and nobody's. */
function ofCases(
  { mine, unowned, overdue }: Awaited<ReturnType<typeof countCases>>,
  language: ConsoleRequest['language'],
): Wait[] {
  const said = queueWords[language]
  return [
    { href: '/konsol/kasus?keadaan=overdue', label: said.overdueWaiting, count: overdue },
    { href: '/konsol/kasus?milik=mine', label: said.mineWaiting, count: mine },
    { href: '/konsol/kasus?milik=unowned', label: said.unownedWaiting, count: unowned },
  ]
}

/** How many of each kind wait, each with the way to them; of what does not wait nothing is said. */
function Figures(props: { waits: readonly Wait[]; language: ConsoleRequest['language'] }) {
  const waits = props.waits.filter(({ count }) => count > 0)
  if (waits.length === 0) return null
  return (
    <ul class="figures">
      {waits.map(({ href, label, count }) => (
        <li>
          <a href={href}>
            <span class="huge">{whole(count, props.language)}</span> {label}
          </a>
        </li>
      ))}
    </ul>
  )
}
