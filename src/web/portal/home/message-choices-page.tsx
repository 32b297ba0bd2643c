import { z } from 'zod'
import type { Language } from '../../../kernel/wib.ts'
import { choiceOf, chooseMessages, type MessageChoice, type Way, ways } from '../../../messages/choices.ts'
import { type NewsKind, newsKinds, templatesOf } from '../../../messages/occasions.ts'
import type { Channel } from '../../../messages/templates.ts'
import { field } from '../../http/form-fields.ts'
import type { Shown } from '../../http/forms.ts'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { goTo } from '../../site/link.ts'
import { templateWords } from '../../words/template-words.ts'
import { portalPage, type VisitorPage } from '../register/visitor.tsx'
import { messageChoiceWords } from './message-choice-words.ts'

type Box = `${NewsKind}_${Channel}`

/** As the box of a way is called: a slash has no place in the id of a field. */
const boxOf = (way: Way) => way.replace('/', '_') as Box
const boxesOf = (kind: NewsKind): Box[] => [`${kind}_sms`, `${kind}_email`]

const choiceForm = form((language) => {
  const said = messageChoiceWords[language]
  const sms = ask.tick(field.flag(), said.sms)
  const email = ask.tick(field.flag(), said.email)
  return {
    learning_sms: sms,
    learning_email: email,
    review_sms: sms,
    review_email: email,
    incentive_sms: sms,
    incentive_email: email,
    programme_sms: sms,
    programme_email: email,
    language: ask.radios(
      z.enum(['id', 'en']),
      said.language,
      (['id', 'en'] as const).map((value) => ({ value, label: said.languages[value] })),
    ),
  }
})

/** `/pesan-saya`: which news somebody gets, how and in which language, and what is always sent and why. */
export const messageChoicesPage: VisitorPage<string, Shown> = async (c, deps, personId, shown) => {
  const language = c.get('language')
  const said = messageChoiceWords[language]
  const given = shown ?? { typed: typedOf(await choiceOf(deps.registrations.ctx.db, personId)) }
  return portalPage(
    c,
    { title: said.title, problems: shown?.problems ?? [] },
    <>
      <p class="lead">{said.lead}</p>
      {c.req.query('tersimpan') ? (
        <parts.Notice tone="success" title={said.saved}>
          <p>{said.savedText}</p>
        </parts.Notice>
      ) : (
        ''
      )}
      <parts.Form action="/pesan-saya" button={said.save}>
        {newsKinds.map((kind) => (
          <fieldset class="field">
            <legend>{said.kinds[kind]}</legend>
            {choiceForm.fields(c, given, ...boxesOf(kind))}
          </fieldset>
        ))}
        {choiceForm.fields(c, given, 'language')}
      </parts.Form>
      <Always language={language} />
      <p>
        <a href="/kartu">{said.back}</a>
      </p>
    </>,
  )
}

/** A choice as it stands in the form. */
function typedOf({ language, declined }: MessageChoice): Record<string, string> {
  const boxes = ways.map((way) => [boxOf(way), declined.includes(way) ? '' : 'yes'])
  return { language, ...Object.fromEntries(boxes) }
}

function Always({ language }: { language: Language }) {
  const said = messageChoiceWords[language]
  const kinds = Object.entries(said.why) as [keyof typeof said.why, string][]
  return (
    <section class="stack">
      <h2>{said.always}</h2>
      <p>{said.alwaysLead}</p>
      <ul class="list">
        {kinds.map(([kind, why]) => (
          <li>
            {why}{' '}
            <span class="small muted">
              {templatesOf(kind)
                .map((name) => templateWords[language][name])
                .join('; ')}
              .
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

export const submitChoices: VisitorPage<string> = async (c, deps, personId) => {
  const answers = await choiceForm.read(c)
  if (!answers.ok) return messageChoicesPage(c, deps, personId, answers)
  const { language, ...boxes } = answers.values
  const declined = ways.filter((way) => !boxes[boxOf(way)])
  const by = { actor: `person:${personId}`, requestId: c.get('requestId') }
  await chooseMessages(deps.registrations.ctx, personId, { language, declined }, by)
  return goTo(c, '/pesan-saya?tersimpan=1')
}
