import { consentsOf } from '../../../partners/sign-on/consents.ts'
import type { Subject } from '../../../people/consents.ts'
import { dataCopy } from '../../../reports/data-copy.ts'
import type { RegisterDeps, Request } from '../register/visitor.tsx'

/** `/data-saya/unduh`: everything that is held of somebody, for their own use. */
export async function dataExport(c: Request, deps: RegisterDeps, visitor: Subject): Promise<Response> {
  const { ctx } = deps.registrations
  const { journal, ...copy } = await dataCopy(ctx, visitor, (personId) => consentsOf(ctx.db, personId))
  const sessions = await deps.portal.list(visitor)
  c.header('Content-Disposition', 'attachment; filename="data-saya.json"')
  c.header('Cache-Control', 'no-store')
  return c.json({
    ...copy,
    sessions: sessions.map(({ device, createdAt, seenAt }) => ({ device, createdAt, seenAt })),
    journal,
  })
}
