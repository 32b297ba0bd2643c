import type { Context } from '../database/context.ts'
import { first, type Queryable, statement } from '../database/sql.ts'
import { done, type Outcome, type ReasonOf, refusalWords, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import { comparable } from '../kernel/text.ts'

const updateContact = statement<
  [nameKey: string, email: string, now: Date, actor: string, requestId: string],
  'catalogue/institution-contact'
>(
  'catalogue/institution-contact',
  `
  with told as (
    update institution set contact_email = $2 where name_key = $1 returning institution_id, name
  ),
  journaled as (
    insert into journal (at, actor, act, subject, request_id)
    select $3, $4, 'institution_contact_set', 'institution:' || institution_id, $5 from told
  )
  select institution_id, name from told
  `,
)

export const contactRefusals = refusalWords({
  id: {
    email_malformed: 'Itu bukan alamat email. Tulis seperti nama@contoh.id.',
    institution_unknown: 'Tidak ada lembaga dengan nama ini: tulis seperti di katalog, dalam tanda kutip.',
  },
  en: {
    email_malformed: 'This is no email address. Write it like name@example.id.',
    institution_unknown: 'No institution has this name: write it as the catalogue does, in quotes.',
  },
})
export type ContactRefusal = ReasonOf<typeof contactRefusals>

/** Sets where an institution is written to: of new reviews of its courses, for one. The name as the catalogue has it. */
export async function setInstitutionContact(
  ctx: Pick<Context, 'db' | 'clock'>,
  name: string,
  email: string,
  { actor, requestId }: Actor,
): Promise<Outcome<{ institutionId: number; name: string }, ContactRefusal>> {
  const to = email.trim()
  if (to.length > 254 || !/^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+$/.test(to)) return refuse('email_malformed')
  const row = await first(ctx.db, updateContact, [comparable(name), to, ctx.clock.now(), actor, requestId])
  return row ? done({ institutionId: row.institutionId, name: row.name }) : refuse('institution_unknown')
}

const selectReach = statement<[institutionId: number], 'catalogue/institution-reach'>(
  'catalogue/institution-reach',
  `
  select institution_id, name, slug, address, contact_email, learn_url, redeem_url
  from institution where institution_id = $1
  `,
)

/** An institution with how it is reached and where it teaches; undefined where there is none of this number. */
export function institutionReach(db: Queryable, institutionId: number) {
  return first(db, selectReach, [institutionId])
}
