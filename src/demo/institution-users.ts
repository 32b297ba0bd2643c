import type { Context } from '../database/context.ts'
import { rows, statement } from '../database/sql.ts'
import type { Actor } from '../kernel/request.ts'
import { addInstitutionUser, listInstitutionUsers } from '../learning/institution-desk/users.ts'

const actor: Actor = { actor: 'system:demo', requestId: 'demo-seed' }

/** Those with something to see come first: where the demo's people have bought. */
const busiest = statement<[], { name: string }>(
  'demo/busiest-institutions',
  `
  select institution.name
  from institution join course using (institution_id) left join purchase using (course_id)
  group by institution.institution_id
  order by count(purchase.purchase_id) desc, institution_id
  limit 2
  `,
)

/** Lets somebody act for two of the demo's institutions each; their invitations lie in the demo's inbox. */
export async function seedInstitutionUsers(ctx: Context, linkOf: (token: string) => string): Promise<void> {
  if ((await listInstitutionUsers(ctx.db)).length > 0) return
  for (const [at, { name }] of (await rows(ctx.db, busiest, [])).entries()) {
    const asked = { institution: name, email: `mitra-${at + 1}@contoh.test`, name: `Pengajar ${at + 1}` }
    const added = await addInstitutionUser(ctx, asked, linkOf, actor)
    // Another process may have seeded it meanwhile.
    if (!added.ok && added.refusal !== 'email_taken')
      throw new Error(`the demo's institution user was refused: ${added.refusal}`)
  }
}
