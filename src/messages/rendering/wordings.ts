import type { Queryable } from '../../database/sql.ts'
import { ownWordingRows } from '../outbox/outbox-store.ts'
import { wordingProblem } from './check-wording.ts'
import { type CompiledWording, compileWording } from './compile-wording.ts'
import { type OwnWordings, wordingKey } from './render.ts'

/** All wordings of operators, ready for rendering; one that no longer fits its template is passed over and told. */
export async function loadOwnWordings(db: Queryable, misfit: (key: string) => void): Promise<OwnWordings> {
  const own = new Map<string, CompiledWording>()
  for (const { template, channel, language, subject, body } of await ownWordingRows(db)) {
    const key = wordingKey(template, channel, language)
    const wording = { subject, body }
    if (wordingProblem(template, channel, wording)) misfit(key)
    else own.set(key, compileWording(channel, wording))
  }
  return own
}
