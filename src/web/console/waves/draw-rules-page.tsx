import { z } from 'zod'
import { refuse } from '../../../kernel/refusal.ts'
import { commitDraw } from '../../../waves/draw/commit-draw.ts'
import { exampleOf, usualForm, valueForm, valueKinds } from '../../../waves/draw/value-form-rules.ts'
import type { Wave } from '../../../waves/waves.ts'
import { errorPage } from '../../http/errors.tsx'
import { field } from '../../http/form-fields.ts'
import { beginningWith, wrong } from '../../http/forms.ts'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { goTo } from '../../site/link.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { words } from '../console-words.ts'
import { consolePage, type Shown } from '../page.tsx'
import { sentence } from '../refusal-words.ts'
import { readGroups, readShares, readWibTime } from './read-draw-terms.ts'
import { waveOf } from './wave-of.ts'

const rulesForm = form((language) => {
  const said = words[language]
  const kinds = valueKinds.map((kind) => ({ value: kind, label: said.valueKinds[kind] }))
  const list = (hint: string) => ({ hint, lines: 4 })
  return {
    value_name: ask.text(field.text(500), said.valueName, { hint: said.valueNameHint, maxlength: 500 }),
    kind: ask.select(z.enum(valueKinds), said.valueKind, kinds, { hint: said.valueKindHint }),
    places: ask.whole(1, 128, said.valuePlaces, { hint: said.valuePlacesHint(exampleOf(usualForm)) }),
    date: ask.text(field.date(), said.valueDate, { type: 'date', short: true }),
    time: ask.text(field.text(10), said.valueTime, { hint: said.valueTimeHint, short: true }),
    reserves: ask.whole(0, 999_999_999, said.reserves),
    groups: ask.text(field.text(5000).optional(), said.groups, list(said.groupsHint)),
    shares: ask.text(field.text(2000).optional(), said.shares, list(said.sharesHint)),
  }
})

const usual = { kind: 'decimal', places: '2', time: '17.00', reserves: '0' }

/** `/konsol/gelombang/:id/aturan`: the rules of the draw, to be committed to. */
export async function rulesPage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const wave = await waveOf(request)
  if (!wave) return errorPage(request.c, 404)
  const said = words[request.language]
  const name = said.waveOf(String(wave.number), String(wave.year))
  const tooLate = wave.recipients > 0 || !['planned', 'open', 'closed'].includes(wave.status)
  if (tooLate)
    return consolePage(
      request,
      { title: said.commit, ...shown },
      <parts.EmptyState title={name}>
        <p>{sentence(request.language, refuse(wave.byDraw ? 'draw_begun' : 'wave_has_recipients'))}</p>
        <parts.LinkButton href={`/konsol/gelombang/${wave.waveId}`} look="second">
          {name}
        </parts.LinkButton>
      </parts.EmptyState>,
    )
  return consolePage(
    request,
    { title: said.commit, ...shown },
    <>
      <p class="lead">
        {name}. {said.commitLead}
      </p>
      <parts.Form action={`/konsol/gelombang/${wave.waveId}/aturan`} button={said.saveRules}>
        {rulesForm.fields(request.c, beginningWith(usual, shown))}
      </parts.Form>
    </>,
  )
}

export async function submitRules(request: ConsoleRequest): Promise<Response> {
  const wave = await waveOf(request)
  if (!wave) return errorPage(request.c, 404)
  const said = words[request.language]
  const answers = await rulesForm.read(request.c)
  if (!answers.ok) return rulesPage(request, answers)
  const { values, typed } = answers
  const groups = readGroups(values.groups ?? '')
  const provinceShares = readShares(values.shares ?? '')
  const knownFrom = readWibTime(values.date, values.time)
  const publicForm = valueForm(`${values.kind}-${values.places}`)
  if (!publicForm)
    return rulesPage(request, wrong('places', said.valuePlacesHint(exampleOf(usualForm)), typed))
  if (!groups) return rulesPage(request, wrong('groups', said.groupsHint, typed))
  if (!provinceShares) return rulesPage(request, wrong('shares', said.sharesHint, typed))
  if (!knownFrom) return rulesPage(request, wrong('time', said.valueTimeHint, typed))
  const committed = await commitDraw(
    request.ctx,
    wave.waveId,
    {
      reserves: values.reserves,
      groups,
      provinceShares,
      publicValue: { name: values.value_name, knownFrom, form: publicForm },
    },
    request.actor,
  )
  if (!committed.ok) return rulesPage(request, { problem: sentence(request.language, committed), typed })
  return toWave(request, wave, 'committed')
}

function toWave({ c }: ConsoleRequest, { waveId }: Wave, news: string): Response {
  return goTo(c, `/konsol/gelombang/${waveId}?kabar=${news}`)
}
