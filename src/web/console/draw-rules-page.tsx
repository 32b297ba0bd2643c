import { z } from 'zod'
import { commitDraw } from '../../waves/draw/commit-draw.ts'
import { exampleOf, usualForm, valueForm, valueKinds } from '../../waves/draw/value-form-rules.ts'
import type { Wave } from '../../waves/waves.ts'
import { errorPage } from '../http/errors.tsx'
import { field } from '../http/form-fields.ts'
import { parseForm, type Typed } from '../http/forms.ts'
import * as parts from '../parts/parts.ts'
import { words } from './console-words.ts'
import type { Desk } from './desk.ts'
import { consolePage, type Shown } from './page.tsx'
import { readGroups, readShares, readWibTime } from './read-draw-terms.ts'
import { sentence } from './refusal-words.ts'
import { waveOf } from './wave-page.tsx'

/** `/konsol/gelombang/:id/aturan`: the rules of the draw, to be committed to. */
export async function rulesPage(desk: Desk, shown: Shown & { typed?: Typed } = {}): Promise<Response> {
  const wave = await waveOf(desk)
  if (!wave) return errorPage(desk.c, 404)
  const said = words[desk.language]
  const { typed } = shown
  return consolePage(
    desk,
    { title: said.commit, problem: shown.problem },
    <>
      <p class="lead">
        {said.waveOf(String(wave.number), String(wave.year))}. {said.commitLead}
      </p>
      <parts.Form action={`/konsol/gelombang/${wave.waveId}/aturan`}>
        <parts.Field
          name="value_name"
          label={said.valueName}
          hint={said.valueNameHint}
          maxlength={500}
          value={typed?.value_name}
        />
        <parts.Select
          name="kind"
          label={said.valueKind}
          hint={said.valueKindHint}
          options={valueKinds.map((kind) => ({ value: kind, label: said.valueKinds[kind] }))}
          value={typed?.kind ?? 'decimal'}
        />
        <parts.Field
          name="places"
          label={said.valuePlaces}
          hint={said.valuePlacesHint(exampleOf(usualForm))}
          inputmode="numeric"
          short
          value={typed?.places ?? '2'}
        />
        <parts.Field name="date" label={said.valueDate} type="date" short value={typed?.date} />
        <parts.Field
          name="time"
          label={said.valueTime}
          hint={said.valueTimeHint}
          short
          value={typed?.time ?? '17.00'}
        />
        <parts.Field
          name="reserves"
          label={said.reserves}
          inputmode="numeric"
          short
          value={typed?.reserves ?? '0'}
        />
        <parts.Field
          name="groups"
          label={said.groups}
          hint={said.groupsHint}
          lines={4}
          optional
          value={typed?.groups}
        />
        <parts.Field
          name="shares"
          label={said.shares}
          hint={said.sharesHint}
          lines={4}
          optional
          value={typed?.shares}
        />
        <parts.Button>{said.saveRules}</parts.Button>
      </parts.Form>
    </>,
  )
}

export async function takeRules(desk: Desk): Promise<Response> {
  const wave = await waveOf(desk)
  if (!wave) return errorPage(desk.c, 404)
  const said = words[desk.language]
  const schema = z.object({
    value_name: field.text(500),
    kind: z.enum(valueKinds),
    places: field.whole(1, 128),
    date: field.date(),
    time: field.text(10),
    reserves: field.whole(0, 999_999_999),
    groups: field.text(5000).optional(),
    shares: field.text(2000).optional(),
  })
  const labels = {
    value_name: said.valueName,
    kind: said.valueKind,
    places: said.valuePlaces,
    date: said.valueDate,
    time: said.valueTime,
    reserves: said.reserves,
    groups: said.groups,
    shares: said.shares,
  }
  const answers = await parseForm(desk.c, schema, labels)
  const { typed } = answers
  if (!answers.ok) return rulesPage(desk, { problem: answers.problems[0]?.message, typed })
  const { values } = answers
  const groups = readGroups(values.groups ?? '')
  const provinceShares = readShares(values.shares ?? '')
  const knownFrom = readWibTime(values.date, values.time)
  const form = valueForm(`${values.kind}-${values.places}`)
  if (!form) return rulesPage(desk, { problem: said.valuePlacesHint(exampleOf(usualForm)), typed })
  if (!groups) return rulesPage(desk, { problem: said.groupsHint, typed })
  if (!provinceShares) return rulesPage(desk, { problem: said.sharesHint, typed })
  if (!knownFrom) return rulesPage(desk, { problem: said.valueTimeHint, typed })
  const committed = await commitDraw(
    desk.ctx,
    wave.waveId,
    {
      reserves: values.reserves,
      groups,
      provinceShares,
      publicValue: { name: values.value_name, knownFrom, form },
    },
    desk.actor,
  )
  if (!committed.ok) return rulesPage(desk, { problem: sentence(desk.language, committed), typed })
  return toWave(desk, wave, 'committed')
}

function toWave({ c }: Desk, { waveId }: Wave, news: string): Response {
  return c.redirect(`/konsol/gelombang/${waveId}?kabar=${news}`, 303)
}
