import { smallIdOf } from '../../../kernel/ids.ts'
import { extraWaveAct } from '../../../waves/extra-wave.ts'
import { freeSeats } from '../../../waves/seats/free-seats.ts'
import { createWave, listWaves, type Wave } from '../../../waves/waves.ts'
import { listYears, yearInForce } from '../../../years/years.ts'
import { field } from '../../http/form-fields.ts'
import { beginningWith, readForm } from '../../http/forms.ts'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { goTo } from '../../site/link.ts'
import { askForApproval } from '../approvals/ask-for-approval.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { words } from '../console-words.ts'
import { type Shown, whole } from '../page.tsx'
import { type ListColumn, listPage } from '../parts/list-page.tsx'
import { sentence } from '../refusal-words.ts'

const most = 2_000_000_000

/** `/konsol/gelombang`: every wave, and the forms that plan another one. */
export async function wavesPage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const { ctx, language } = request
  const said = words[language]
  const plans = offers(request, 'run_waves')
  const [waves, years] = await Promise.all([listWaves(ctx.db), plans ? yearsToPlan(request) : []])
  return listPage(
    request,
    {
      title: said.waves,
      place: '/konsol/gelombang',
      file: 'gelombang',
      columns: columnsOf(language),
      rows: waves.toReversed(),
      after: plans ? <PlanForms request={request} years={years} shown={shown} /> : '',
    },
    shown,
  )
}

function columnsOf(language: ConsoleRequest['language']): ListColumn<Wave>[] {
  const said = words[language]
  const name = (wave: Wave) => said.waveOf(String(wave.number), String(wave.year))
  return [
    {
      label: said.wave,
      key: 'gelombang',
      cell: name,
      show: (wave) => <a href={`/konsol/gelombang/${wave.waveId}`}>{name(wave)}</a>,
    },
    { label: said.kind, key: 'jenis', cell: (wave) => said.kinds[wave.kind] },
    { label: said.status, key: 'status', cell: (wave) => said.statuses[wave.status] },
    { label: said.quota, key: 'kuota', right: true, cell: (wave) => wave.quota },
    { label: said.recipients, key: 'penerima', right: true, cell: (wave) => wave.recipients },
    { label: said.notified, key: 'diberitahu', right: true, cell: (wave) => wave.notified },
    { label: said.askedAt, key: 'pada', cell: (wave) => wave.notifiedAt },
  ]
}

/** A year that waves can still be planned in, and how many seats of revoked recipients it has for others. */
interface YearToPlan {
  readonly year: number
  readonly free: number
}

const planForm = (years: readonly YearToPlan[]) =>
  form((language) => {
    const said = words[language]
    const number = { hint: said.planNumberHint, inputmode: 'numeric', short: true } as const
    const choices = years.map(({ year }) => ({ value: String(year), label: String(year) }))
    return {
      tahun: ask.select(
        field.choice(years.map(({ year }) => String(year)) as [string, ...string[]]),
        said.year,
        choices,
        { short: true },
      ),
      quota: ask.whole(1, most, said.quota),
      number: ask.text(field.whole(1, most).optional(), said.number, number),
    }
  })

function PlanForms(props: { request: ConsoleRequest; years: readonly YearToPlan[]; shown: Shown }) {
  const { request, years, shown } = props
  const said = words[request.language]
  if (years.length === 0)
    return <p>{sentence(request.language, { ok: false, refusal: 'year_unknown', facts: {} })}</p>
  return (
    <>
      <section class="panel stack">
        <h2>{said.planWave}</h2>
        <parts.Form action="/konsol/gelombang" button={said.plan}>
          {planForm(years).fields(request.c, beginningWith({ tahun: String(years[0]!.year) }, shown))}
        </parts.Form>
      </section>
      {years
        .filter(({ free }) => free > 0)
        .map(({ year, free }) => (
          <section class="panel stack">
            <h2>
              {said.extraWave} {year}
            </h2>
            <p>{said.extraText(whole(free, request.language))}</p>
            <parts.Form action="/konsol/gelombang/tambahan" plain>
              <parts.Hidden values={{ tahun: String(year) }} />
              <parts.Button look="second">
                {said.ask}
                <span class="hidden">
                  {' '}
                  {said.extraWave} {year}
                </span>
              </parts.Button>
            </parts.Form>
          </section>
        ))}
    </>
  )
}

export async function submitPlan(request: ConsoleRequest): Promise<Response> {
  const { ctx, language, actor } = request
  const answers = await planForm(await yearsToPlan(request)).read(request.c)
  if (!answers.ok) return wavesPage(request, answers)
  const year = Number(answers.values.tahun)
  const last = (await listWaves(ctx.db)).filter((wave) => wave.year === year).at(-1)
  const number = answers.values.number ?? (last?.number ?? 0) + 1
  const made = await createWave(ctx, { year, number, quota: answers.values.quota }, actor)
  if (!made.ok) return wavesPage(request, { problem: sentence(language, made), typed: answers.typed })
  return goTo(request.c, `/konsol/gelombang/${made.value.waveId}?kabar=planned`)
}

/** Asks for an extra wave: another person approves it. */
export async function submitPlanExtra(request: ConsoleRequest): Promise<Response> {
  const year = smallIdOf((await readForm(request.c)).get('tahun') ?? undefined) ?? 0
  const act = await extraWaveAct(request.ctx.db, { year })
  return askForApproval(request, act, (refused) => wavesPage(request, refused))
}

/** The year in force first, then those that were begun ahead. */
async function yearsToPlan({ ctx }: ConsoleRequest): Promise<YearToPlan[]> {
  const years = await listYears(ctx.db)
  const from = yearInForce(years, ctx.clock.now())?.year ?? 0
  const planned = years.filter(({ year }) => year >= from)
  return Promise.all(
    planned.map(async ({ year }) => {
      const free = await freeSeats(ctx.db, year)
      return { year, free: free.reduce((sum, { seats }) => sum + seats, 0) }
    }),
  )
}
