import { listKinds } from '../../../imports/list-kinds.ts'
import { uploadRefusals } from '../../../imports/upload-refusals.ts'
import type { Upload } from '../../../imports/upload-sql.ts'
import { dropUpload, mapUpload, readUpload } from '../../../imports/uploads.ts'
import { tryUpload, writeUpload } from '../../../imports/write-upload.ts'
import type { ListCounts } from '../../../imports/written-list.ts'
import { idOf } from '../../../kernel/ids.ts'
import { done, sentenceOf } from '../../../kernel/refusal.ts'
import type { ColumnMap } from '../../../lists/list-shape.ts'
import type { TaskReport } from '../../../staff/tasks.ts'
import { errorPage } from '../../http/errors.tsx'
import { readForm } from '../../http/forms.ts'
import { goTo } from '../../site/link.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { otherRolePage } from '../other-role.ts'
import { sentence } from '../refusal-words.ts'
import { uploadPage } from './upload-page.tsx'

/** The list that the address names, if whoever asks may bring such lists. */
async function uploadOf(request: ConsoleRequest): Promise<Upload | Response> {
  const { c, ctx } = request
  const uploadId = idOf(c.req.param('upload'))
  const upload = uploadId && (await readUpload(ctx.db, uploadId))
  if (!upload) return errorPage(c, 404)
  const { brings } = listKinds[upload.kind]
  return offers(request, brings) ? upload : otherRolePage(c, request.staff, brings)
}

/** Names the columns as they are chosen, and begins the preview. */
export async function submitColumns(request: ConsoleRequest): Promise<Response> {
  const upload = await uploadOf(request)
  if (upload instanceof Response) return upload
  const { ctx, c, language } = request
  const posted = await readForm(c)
  const mapped = await mapUpload(ctx.db, upload, chosenColumns(posted), posted.get('angka') === 'yes')
  if (!mapped.ok) {
    const problem = sentenceOf(uploadRefusals, mapped.refusal, mapped.facts, language)
    return uploadPage(request, { problem })
  }
  return work(request, upload, 'try_list')
}

/** `judul0=No KTP` beside `kolom0=nik`. */
function chosenColumns(posted: URLSearchParams): ColumnMap {
  const chosen = [...posted].flatMap(([name, heading]) => {
    const place = /^judul(\d{1,3})$/.exec(name)?.[1]
    return place === undefined || heading === '' ? [] : [[heading, posted.get(`kolom${place}`) ?? '']]
  })
  return Object.fromEntries(chosen)
}

/** Writes the list as it was previewed, or goes on with it where it broke off. */
export async function submitWrite(request: ConsoleRequest): Promise<Response> {
  const upload = await uploadOf(request)
  return upload instanceof Response ? upload : work(request, upload, 'write_list')
}

/** Forgets a list that is not to be written. */
export async function submitDrop(request: ConsoleRequest): Promise<Response> {
  const upload = await uploadOf(request)
  if (upload instanceof Response) return upload
  const dropped = await dropUpload(request.ctx, upload.uploadId)
  if (dropped.ok) return goTo(request.c, '/konsol/impor?kabar=list_dropped')
  const problem = sentenceOf(uploadRefusals, dropped.refusal, dropped.facts, request.language)
  return uploadPage(request, { problem })
}

/** Long work on a list, beside the requests. */
async function work(
  request: ConsoleRequest,
  { uploadId }: Upload,
  kind: 'try_list' | 'write_list',
): Promise<Response> {
  const { deps, actor, c, language } = request
  const perform = kind === 'try_list' ? tryUpload : writeUpload
  const begun = await deps.tasks.start(
    {
      kind,
      subject: `upload:${uploadId}`,
      async run(progress): Promise<TaskReport> {
        const made = await perform(deps.lists, uploadId, { actor, onProgress: progress })
        return made.ok ? done(reportOf(made.value)) : made
      },
    },
    actor,
  )
  if (!begun.ok) return uploadPage(request, { problem: sentence(language, begun) })
  return goTo(c, `/konsol/impor/berkas/${Number(uploadId)}`)
}

/** Only what there is of it. */
function reportOf(counts: ListCounts) {
  return Object.fromEntries(Object.entries(counts).filter(([key, count]) => key === 'rows' || count > 0))
}
