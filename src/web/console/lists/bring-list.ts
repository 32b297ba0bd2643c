import { isListKind, kindsOfList, listKinds } from '../../../imports/list-kinds.ts'
import { uploadRefusals } from '../../../imports/upload-refusals.ts'
import { addUpload } from '../../../imports/uploads.ts'
import { smallIdOf } from '../../../kernel/ids.ts'
import { sentenceOf } from '../../../kernel/refusal.ts'
import { listWaves } from '../../../waves/waves.ts'
import { goTo } from '../../site/link.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { otherRolePage } from '../other-role.ts'
import { bringForm } from './bring-form.ts'
import { importsPage } from './imports-page.tsx'

/** Keeps a list that is brought, and leads to its columns and preview. */
export async function submitBring(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, actor, language } = request
  const answers = await bringForm(kindsOfList, await listWaves(ctx.db)).read(c)
  if (!answers.ok) return importsPage(request, answers)
  const { isi: kind, gelombang, instansi: agency, sumber: list } = answers.values
  if (!isListKind(kind)) return importsPage(request, { typed: answers.typed })
  const { brings } = listKinds[kind]
  if (!offers(request, brings)) return otherRolePage(c, request.staff, brings)
  const waveId = smallIdOf(gelombang)
  const target = {
    ...(list !== undefined && { list }),
    ...(agency !== undefined && { agency }),
    ...(waveId !== undefined && { wave_id: waveId }),
  }
  const content = c.get('upload') ?? new Uint8Array()
  const kept = await addUpload(ctx, { kind, file: c.get('uploadName') ?? '', content, target }, actor)
  if (kept.ok) return goTo(c, `/konsol/impor/berkas/${Number(kept.value.uploadId)}`)
  const problem = sentenceOf(uploadRefusals, kept.refusal, kept.facts, language)
  return importsPage(request, { problem, typed: answers.typed })
}
