import { first, type Queryable, statement, touched } from '../database/sql.ts'
import { done, type Outcome, type Refusal } from '../kernel/refusal.ts'
import type { Language } from '../kernel/wib.ts'
import { type WordingRefusal, wordingProblem } from './check-wording.ts'
import { type CompiledWording, compileWording } from './compile-wording.ts'
import { ownWordingRows } from './outbox-store.ts'
import { builtInWording, type OwnWordings, wordingKey } from './render.ts'
import type { Channel } from './templates.ts'
import type { Wording } from './words/words.ts'

const read = statement<[template: string, channel: Channel, language: Language], 'messages/read-wording'>(
  'messages/read-wording',
  'select subject, body from template_wording where template = $1 and channel = $2 and language = $3',
)

const write = statement<
  [template: string, channel: Channel, language: Language, subject: string | null, body: string]
>(
  'messages/write-wording',
  `
  insert into template_wording (template, channel, language, subject, body) values ($1, $2, $3, $4, $5)
  on conflict (template, channel, language) do update set subject = excluded.subject, body = excluded.body
  `,
)

const forget = statement<[template: string, channel: Channel, language: Language]>(
  'messages/forget-wording',
  'delete from template_wording where template = $1 and channel = $2 and language = $3',
)

/** The wording in use, and whether an operator wrote it; undefined where the template has no such channel. */
export async function wordingInUse(
  db: Queryable,
  template: string,
  channel: Channel,
  language: Language,
): Promise<(Wording & { readonly own: boolean }) | undefined> {
  const own = await first(db, read, [template, channel, language])
  if (own) return { subject: own.subject, body: own.body, own: true }
  const wording = builtInWording(template, channel, language)
  return wording && { ...wording, own: false }
}

/** A refused wording says which placeholders are meant. */
export interface WordingRefused extends Refusal<WordingRefusal> {
  readonly placeholders: readonly string[]
}

/** Puts an operator's wording in place of the one in use; outboxes take it up within seconds. */
export async function changeWording(
  db: Queryable,
  template: string,
  channel: Channel,
  language: Language,
  wording: Wording,
): Promise<Exclude<Outcome<undefined, never>, Refusal> | WordingRefused> {
  const problem = wordingProblem(template, channel, wording)
  if (problem) return { ok: false, facts: {}, ...problem }
  const subject = channel === 'email' ? (wording.subject ?? null) : null
  await touched(db, write, [template, channel, language, subject, wording.body])
  return done(undefined)
}

/** Goes back to the built-in wording. */
export async function restoreWording(
  db: Queryable,
  template: string,
  channel: Channel,
  language: Language,
): Promise<void> {
  await touched(db, forget, [template, channel, language])
}

/** All wordings of operators, ready for rendering; one that no longer fits its template is passed over and told. */
export async function loadOwnWordings(db: Queryable, misfit: (key: string) => void): Promise<OwnWordings> {
  const own = new Map<string, CompiledWording>()
  for (const { template, channel, language, subject, body } of await ownWordingRows(db)) {
    const key = wordingKey(template, channel, language)
    const wording = { subject: subject, body }
    if (wordingProblem(template, channel, wording)) misfit(key)
    else own.set(key, compileWording(channel, wording))
  }
  return own
}
