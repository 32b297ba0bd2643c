import { type Row, statement } from '../database/sql.ts'
import type { ListKind } from '../lists/list-imports.ts'
import type { ColumnMap } from '../lists/list-shape.ts'
import type { ListTarget } from './write-list.ts'
import type { ListCounts } from './written-list.ts'

export type UploadState = 'brought' | 'tried' | 'writing' | 'written' | 'dropped'

/** What is kept of a trial or a writing: its counts, or why all of it was refused. */
export type UploadReport = ListCounts | { readonly refusal: string; readonly said: Said | undefined }
type Said = { readonly id: string; readonly en: string }

/** A list that somebody has brought by a page, without what is in it. */
export interface Upload {
  readonly uploadId: string
  readonly kind: ListKind
  readonly file: string
  readonly bytes: number
  readonly target: ListTarget
  readonly mapping: ColumnMap
  readonly digitsAreRight: boolean
  readonly uploadedBy: string
  readonly uploadedAt: Date
  readonly report: UploadReport | undefined
  readonly state: UploadState
  readonly importId: string | undefined
}

type UploadRow = Row<'imports/select-upload'> & Upload

const columns = `
  upload_id, kind, file, bytes, target, mapping, digits_are_right, uploaded_by, uploaded_at, report, state, import_id
`

export const insertUpload = statement<
  [kind: ListKind, file: string, sealed: Buffer, bytes: number, target: string, by: string, now: Date],
  'imports/insert-upload'
>(
  'imports/insert-upload',
  `
  insert into list_upload (kind, file, sealed, bytes, target, uploaded_by, uploaded_at)
  values ($1, $2, $3, $4, $5::jsonb, $6, $7)
  returning upload_id
  `,
)

/** What nobody has written in time is not kept any longer: it has the NIKs of people. */
export const dropOldUploads = statement<[before: Date]>(
  'imports/drop-old-uploads',
  `
  update list_upload set state = 'dropped', sealed = null, import_id = null
  where sealed is not null and uploaded_at < $1 and state in ('brought', 'tried')
  `,
)

export const selectUpload = statement<[uploadId: string], 'imports/select-upload', UploadRow>(
  'imports/select-upload',
  `select ${columns} from list_upload where upload_id = $1`,
)

export const lockUpload = statement<[uploadId: string], 'imports/lock-upload', Upload>(
  'imports/lock-upload',
  `select ${columns} from list_upload where upload_id = $1 for no key update`,
)

export const selectKeptUploads = statement<[limit: number], 'imports/select-kept-uploads', Upload>(
  'imports/select-kept-uploads',
  `select ${columns} from list_upload where sealed is not null order by uploaded_at desc limit $1`,
)

export const selectUploadOfImport = statement<[importId: string], 'imports/select-upload-of-import'>(
  'imports/select-upload-of-import',
  'select upload_id from list_upload where import_id = $1',
)

export const selectSealed = statement<[uploadId: string], 'imports/select-sealed'>(
  'imports/select-sealed',
  'select sealed from list_upload where upload_id = $1',
)

export const updateMapping = statement<[uploadId: string, mapping: string, digitsAreRight: boolean]>(
  'imports/update-mapping',
  `
  update list_upload set mapping = $2::jsonb, digits_are_right = $3, state = 'brought', report = null
  where upload_id = $1 and state in ('brought', 'tried')
  `,
)

/** A trial counts only for the columns that it was made with. */
export const markTried = statement<
  [uploadId: string, mapping: string, digitsAreRight: boolean, state: UploadState, report: string]
>(
  'imports/mark-tried',
  `
  update list_upload set state = $4, report = $5::jsonb
  where upload_id = $1 and mapping = $2::jsonb and digits_are_right = $3 and state in ('brought', 'tried')
  `,
)

export const markWriting = statement<[uploadId: string, importId: string]>(
  'imports/mark-writing',
  `update list_upload set state = 'writing', import_id = $2 where upload_id = $1 and state = 'tried'`,
)

export const markWritten = statement<[uploadId: string, report: string]>(
  'imports/mark-written',
  `update list_upload set state = 'written', sealed = null, report = $2::jsonb where upload_id = $1 and state = 'writing'`,
)

export const markDropped = statement<[uploadId: string]>(
  'imports/mark-dropped',
  `update list_upload set state = 'dropped', sealed = null where upload_id = $1 and state in ('brought', 'tried')`,
)

export const deleteRows = statement<[uploadId: string]>(
  'imports/delete-rows',
  'delete from list_upload_row where upload_id = $1',
)

export const insertRows = statement<[uploadId: string, from: number, rows: string]>(
  'imports/insert-rows',
  `
  insert into list_upload_row (upload_id, place, line, verdict, who, reasons)
  select $1, $2 + place, line, verdict, who, array(select jsonb_array_elements_text(reasons))
  from rows from (
    jsonb_to_recordset($3::jsonb) as (line int, verdict text, who text, reasons jsonb)
  ) with ordinality as told (line, verdict, who, reasons, place)
  `,
)

export const selectRows = statement<[uploadId: string, limit: number, offset: number], 'imports/select-rows'>(
  'imports/select-rows',
  `
  select line, verdict, who, reasons from list_upload_row
  where upload_id = $1 order by place limit $2 offset $3
  `,
)

export const countRows = statement<[uploadId: string], 'imports/count-rows', 'found'>(
  'imports/count-rows',
  'select count(*)::int as found from list_upload_row where upload_id = $1',
)
