import { inWib } from '../../../lists/csv-text.ts'
import { extraWaveAct } from '../../../waves/extra-wave.ts'
import { freeSeats } from '../../../waves/seats/free-seats.ts'
import { createWave, listWaves } from '../../../waves/waves.ts'
import { listYears } from '../../../years/years.ts'
import { field } from '../../http/form-fields.ts'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { goTo } from '../../site/link.ts'
import { askForApproval } from '../ask-for-approval.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { words } from '../console-words.ts'
import { csvAnswer, wantsCsv } from '../csv.ts'
import { consolePage, instant, Nothing, type Shown, whole } from '../page.tsx'
import { sentence } from '../refusal-words.ts'

const most = 2_000_000_000

/** `/konsol/gelombang`: every wave, and the forms that plan another one. */
export async function wavesPage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const { ctx, language } = request
  const said = words[language]
  const waves = (await listWaves(ctx.db)).reverse()
  if (wantsCsv(request.c))
    return csvAnswer(
      request.c,
      'gelombang',
      ['year', 'number', 'kind', 'status', 'quota', 'recipients', 'notified', inWib('notified_at')],
      waves.map((wave) => [
        wave.year,
        wave.number,
        wave.kind,
        wave.status,
        wave.quota,
        wave.recipients,
        wave.notified,
        wave.notifiedAt,
      ]),
    )
  return consolePage(
    request,
    { title: said.waves, csv: true, ...shown },
    <>
      {waves.length === 0 ? (
        <Nothing language={language} />
      ) : (
        <parts.Table
          caption={said.waves}
          captionHidden
          columns={[
            { label: said.wave },
            { label: said.kind },
            { label: said.status },
            { label: said.quota, right: true },
            { label: said.recipients, right: true },
            { label: said.notified, right: true },
            { label: said.askedAt },
          ]}
          rows={waves.map((wave) => [
            <a href={`/konsol/gelombang/${wave.waveId}`}>
              {said.waveOf(String(wave.number), String(wave.year))}
            </a>,
            said.kinds[wave.kind],
            said.statuses[wave.status],
            whole(wave.quota, language),
            whole(wave.recipients, language),
            whole(wave.notified, language),
            instant(wave.notifiedAt, language),
          ])}
        />
      )}
      {offers(request, 'run_waves') ? (
        <PlanForms request={request} free={await seatsLeft(request)} shown={shown} />
      ) : (
        ''
      )}
    </>,
  )
}

const planForm = form((language) => {
  const said = words[language]
  const number = { hint: said.planNumberHint, inputmode: 'numeric', short: true } as const
  return {
    quota: ask.whole(1, most, said.quota),
    number: ask.text(field.whole(1, most).optional(), said.number, number),
  }
})

function PlanForms({ request, free, shown }: { request: ConsoleRequest; free: number; shown: Shown }) {
  const said = words[request.language]
  return (
    <>
      <section class="panel stack">
        <h2>{said.planWave}</h2>
        <parts.Form action="/konsol/gelombang" button={said.plan}>
          {planForm.fields(request.c, shown)}
        </parts.Form>
      </section>
      {free > 0 ? (
        <section class="panel stack">
          <h2>{said.extraWave}</h2>
          <p>{said.extraText(whole(free, request.language))}</p>
          <parts.Form action="/konsol/gelombang/tambahan" plain>
            <parts.Button look="second">
              {said.ask}
              <span class="hidden"> {said.extraWave}</span>
            </parts.Button>
          </parts.Form>
        </section>
      ) : (
        ''
      )}
    </>
  )
}

export async function submitPlan(request: ConsoleRequest): Promise<Response> {
  const { ctx, language, actor } = request
  const answers = await planForm.read(request.c)
  if (!answers.ok) return wavesPage(request, answers)
  const year = (await listYears(ctx.db)).at(-1)?.year
  if (year === undefined)
    return wavesPage(request, {
      problem: sentence(language, { ok: false, refusal: 'year_unknown', facts: {} }),
    })
  const last = (await listWaves(ctx.db)).filter((wave) => wave.year === year).at(-1)
  const number = answers.values.number ?? (last?.number ?? 0) + 1
  const made = await createWave(ctx, { year, number, quota: answers.values.quota }, actor)
  if (!made.ok) return wavesPage(request, { problem: sentence(language, made), typed: answers.typed })
  return goTo(request.c, `/konsol/gelombang/${made.value.waveId}?kabar=planned`)
}

/** Asks for an extra wave: another person approves it. */
export async function submitPlanExtra(request: ConsoleRequest): Promise<Response> {
  const year = (await listYears(request.ctx.db)).at(-1)?.year ?? 0
  const act = await extraWaveAct(request.ctx.db, { year })
  return askForApproval(request, act, (refused) => wavesPage(request, refused))
}

async function seatsLeft({ ctx }: ConsoleRequest): Promise<number> {
  const year = (await listYears(ctx.db)).at(-1)?.year
  const free = year === undefined ? [] : await freeSeats(ctx.db, year)
  return free.reduce((sum, { seats }) => sum + seats, 0)
}
