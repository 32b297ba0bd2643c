import type { Context } from '../database/context.ts'
import { rows, statement } from '../database/sql.ts'
import type { Actor } from '../kernel/request.ts'
import { addInstitutionUser } from '../learning/institution-portal/users.ts'

const actor: Actor = { actor: 'system:demo', requestId: 'demo-seed' }

/**
 * Those with something to see: the two where the demo's people have bought most, while nobody acts for any institution;
 * and at any time every one that has assignments to judge and nobody who does.
 */
const unattended = statement<[], 'demo/unattended-institutions', 'users'>(
  'demo/unattended-institutions',
  `
  select name, known.users
  from (
    select
      institution.name, institution.institution_id,
      row_number() over (order by count(purchase.purchase_id) desc, institution.institution_id) as place,
      bool_or(coalesce(asked.assignments <> '{}', false)) as judges
    from institution join course using (institution_id) left join purchase using (course_id)
    left join course_requirement asked using (course_id)
    group by institution.institution_id
  ) ranked
  cross join (select count(*)::int as users from institution_user) known
  where ((place <= 2 and known.users = 0) or judges)
    and not exists (select from institution_user one where one.institution_id = ranked.institution_id)
  order by place
  `,
)

/** Lets somebody act for each of these institutions; their invitations lie in the demo's inbox. */
export async function seedInstitutionUsers(ctx: Context, linkOf: (token: string) => string): Promise<void> {
  for (const [at, { name, users }] of (await rows(ctx.db, unattended, [])).entries()) {
    const number = users + at + 1
    const asked = { institution: name, email: `mitra-${number}@contoh.test`, name: `Pengajar ${number}` }
    const added = await addInstitutionUser(ctx, asked, linkOf, actor)
    // Another process may have seeded it meanwhile.
    if (!added.ok && added.refusal !== 'email_taken')
      throw new Error(`the demo's institution user was refused: ${added.refusal}`)
  }
}
