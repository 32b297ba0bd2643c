import type { Context } from '../database/context.ts'
import { first, statement } from '../database/sql.ts'
import { done, type Outcome, only, type ReasonOf, refusalWords, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import { comparable } from '../kernel/text.ts'
import { contactRefusals } from './institution-contact.ts'

const updateLearnUrl = statement<
  [nameKey: string, url: string | null, now: Date, actor: string, requestId: string],
  'catalogue/institution-learn-url'
>(
  'catalogue/institution-learn-url',
  `
  with told as (
    update institution set learn_url = $2 where name_key = $1 returning institution_id, name
  ),
  journaled as (
    insert into journal (at, actor, act, subject, request_id)
    select $3, $4, 'institution_learn_url_set', 'institution:' || institution_id, $5 from told
  )
  select institution_id, name from told
  `,
)

export const learnUrlRefusals = refusalWords({
  id: { url_malformed: 'Itu bukan alamat yang diawali https://. Tulis seperti https://contoh.id/belajar.' },
  en: {
    url_malformed: 'This is no address that begins with https://. Write it like https://example.id/learn.',
  },
  also: [only(contactRefusals, 'institution_unknown')],
})
export type LearnUrlRefusal = ReasonOf<typeof learnUrlRefusals>

/** Sets where an institution holds its trainings in a system of its own; undefined: here. */
export async function setInstitutionLearnUrl(
  ctx: Pick<Context, 'db' | 'clock'>,
  name: string,
  url: string | undefined,
  { actor, requestId }: Actor,
): Promise<Outcome<{ institutionId: number; name: string }, LearnUrlRefusal>> {
  if (url !== undefined && !isLearnUrl(url)) return refuse('url_malformed')
  const set = [comparable(name), url ?? null, ctx.clock.now(), actor, requestId] as const
  const row = await first(ctx.db, updateLearnUrl, [...set])
  return row ? done({ institutionId: row.institutionId, name: row.name }) : refuse('institution_unknown')
}

function isLearnUrl(url: string): boolean {
  if (url.length > 2048 || /\s/.test(url) || !url.startsWith('https://') || !URL.canParse(url)) return false
  const { username, password } = new URL(url)
  return username === '' && password === ''
}
