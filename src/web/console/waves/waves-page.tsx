import { requestApproval } from '../../../approvals/approvals.ts'
import { inWib } from '../../../lists/csv-text.ts'
import { extraWaveAct, freeSeats } from '../../../waves/extra-wave.ts'
import { createWave, listWaves } from '../../../waves/waves.ts'
import { listYears } from '../../../years/years.ts'
import { field } from '../../http/form-fields.ts'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { goTo } from '../../site/link.ts'
import { words } from '../console-words.ts'
import { csvAnswer, wantsCsv } from '../csv.ts'
import { type Desk, offers } from '../desk.ts'
import { consolePage, instant, Nothing, type Shown, whole } from '../page.tsx'
import { sentence } from '../refusal-words.ts'

const most = 2_000_000_000

/** `/konsol/gelombang`: every wave, and the forms that plan another one. */
export async function wavesPage(desk: Desk, shown: Shown = {}): Promise<Response> {
  const { ctx, language } = desk
  const said = words[language]
  const waves = (await listWaves(ctx.db)).reverse()
  if (wantsCsv(desk.c))
    return csvAnswer(
      desk.c,
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
    desk,
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
      {offers(desk, 'run_waves') ? <PlanForms desk={desk} free={await seatsLeft(desk)} shown={shown} /> : ''}
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

function PlanForms({ desk, free, shown }: { desk: Desk; free: number; shown: Shown }) {
  const said = words[desk.language]
  return (
    <>
      <section class="panel stack">
        <h2>{said.planWave}</h2>
        <parts.Form action="/konsol/gelombang" button={said.plan}>
          {planForm.fields(desk.c, shown)}
        </parts.Form>
      </section>
      {free > 0 ? (
        <section class="panel stack">
          <h2>{said.extraWave}</h2>
          <p>{said.extraText(whole(free, desk.language))}</p>
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

export async function submitPlan(desk: Desk): Promise<Response> {
  const { ctx, language, actor } = desk
  const answers = await planForm.read(desk.c)
  if (!answers.ok) return wavesPage(desk, answers)
  const year = (await listYears(ctx.db)).at(-1)?.year
  if (year === undefined)
    return wavesPage(desk, { problem: sentence(language, { ok: false, refusal: 'year_unknown', facts: {} }) })
  const last = (await listWaves(ctx.db)).filter((wave) => wave.year === year).at(-1)
  const number = answers.values.number ?? (last?.number ?? 0) + 1
  const made = await createWave(ctx, { year, number, quota: answers.values.quota }, actor)
  if (!made.ok) return wavesPage(desk, { problem: sentence(language, made), typed: answers.typed })
  return goTo(desk.c, `/konsol/gelombang/${made.value.waveId}?kabar=planned`)
}

/** Asks for an extra wave: another person approves it. */
export async function submitPlanExtra(desk: Desk): Promise<Response> {
  const year = (await listYears(desk.ctx.db)).at(-1)?.year ?? 0
  const act = await extraWaveAct(desk.ctx.db, { year })
  if (!act.ok) return wavesPage(desk, { problem: sentence(desk.language, act) })
  const asked = await requestApproval(desk.ctx, act.value, desk.actor)
  if (!asked.ok) return wavesPage(desk, { problem: sentence(desk.language, asked) })
  return goTo(desk.c, '/konsol/persetujuan?kabar=asked')
}

async function seatsLeft({ ctx }: Desk): Promise<number> {
  const year = (await listYears(ctx.db)).at(-1)?.year
  const free = year === undefined ? [] : await freeSeats(ctx.db, year)
  return free.reduce((sum, { seats }) => sum + seats, 0)
}
