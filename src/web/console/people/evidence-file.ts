import { exportEvidence } from '../../../evidence/export-evidence.ts'
import { writeJournal } from '../../../journal/write-journal.ts'
import { idOf } from '../../../kernel/ids.ts'
import { personFileCard } from '../../../staff/person-file.ts'
import { errorPage } from '../../http/errors.tsx'
import type { ConsoleRequest } from '../console-request.ts'

/** `/konsol/orang/:id/bukti/:purchase`: the evidence of a purchase of this person's card, as a file. Who took it is journaled. */
export async function evidenceFile({ c, ctx, actor }: ConsoleRequest): Promise<Response> {
  const personId = idOf(c.req.param('id') ?? '')
  const purchaseId = idOf(c.req.param('purchase') ?? '')
  const cardId = personId && (await personFileCard(ctx.db, personId))
  if (!cardId || !purchaseId) return errorPage(c, 404)
  let document = ''
  for await (const piece of exportEvidence(ctx, [{ cardId, purchaseId }])) document += piece
  if (!document.includes('"purchase":{')) return errorPage(c, 404)
  await writeJournal(ctx.db, actor, ctx.clock.now(), [
    { event: 'evidence_exported', subject: `purchase:${purchaseId}`, cardId },
  ])
  return c.body(document, 200, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Disposition': `attachment; filename="bukti-${purchaseId}.json"`,
  })
}
