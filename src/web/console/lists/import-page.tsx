import { listKinds } from '../../../imports/list-kinds.ts'
import { uploadOfImport } from '../../../imports/uploads.ts'
import { idOf } from '../../../kernel/ids.ts'
import { done, refuse } from '../../../kernel/refusal.ts'
import { type ListImport, readImport } from '../../../lists/list-imports.ts'
import { undoImport } from '../../../lists/undo-import.ts'
import { listTasks, type TaskReport } from '../../../staff/tasks.ts'
import { listWaves } from '../../../waves/waves.ts'
import { errorPage } from '../../http/errors.tsx'
import { readForm } from '../../http/forms.ts'
import * as parts from '../../parts/parts.ts'
import { goTo } from '../../site/link.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { otherRolePage } from '../other-role.ts'
import { actorNames, consolePage, instant, type Shown, whole } from '../page.tsx'
import { historyTable } from '../parts/history.tsx'
import { Act } from '../parts/list-parts.tsx'
import { sentence } from '../refusal-words.ts'
import { TaskTable } from '../tasks-page.tsx'
import { intoText } from './imports-page.tsx'
import { importsWords } from './imports-words.ts'

/** `/konsol/impor/:import`: a list that was imported, its report, and where it is undone. */
export async function importPage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const { c, ctx, language } = request
  const said = importsWords[language]
  const one = await importOf(request)
  if (!one) return errorPage(c, 404)
  const { importId, kind } = one
  const subject = `import:${importId}`
  const [uploadId, tasks, waves] = await Promise.all([
    uploadOfImport(ctx.db, importId),
    listTasks(ctx.db, { subject, limit: 20 }),
    listWaves(ctx.db),
  ])
  const name = await actorNames(request, [one.importedBy, ...tasks.map(({ startedBy }) => startedBy)])
  const waveId = Number(one.facts.wave_id)
  return consolePage(
    request,
    { title: said.importTitle(importId), ...shown },
    <>
      <parts.SummaryList
        rows={[
          { label: said.file, value: one.file },
          { label: said.kind, value: said.kinds[kind] },
          { label: said.into, value: intoText(one.facts, waves, language) },
          { label: said.at, value: instant(one.importedAt, language) },
          { label: said.by, value: name(one.importedBy) },
          { label: said.rows, value: whole(one.rows, language) },
          { label: said.undone, value: whole(one.undone, language) },
          ...(one.kept > 0 ? [{ label: said.undone, value: said.stays(whole(one.kept, language)) }] : []),
        ]}
      />
      {uploadId ? (
        <p>
          <a href={`/konsol/impor/berkas/${Number(uploadId)}`}>{said.fromFile}</a>
        </p>
      ) : (
        ''
      )}
      {kind === 'recipients' && waveId > 0 ? (
        <p>
          <a href={`/konsol/gelombang/${waveId}`}>{said.toWave}</a>
        </p>
      ) : (
        ''
      )}
      {offers(request, listKinds[kind].undoes) && one.undone < one.rows ? (
        <Undo importId={importId} language={language} />
      ) : (
        ''
      )}
      {tasks.length > 0 ? <TaskTable tasks={tasks} name={name} language={language} waves={waves} /> : ''}
      {await historyTable(request, [subject], ['kind'])}
    </>,
  )
}

function Undo({ importId, language }: { importId: string; language: ConsoleRequest['language'] }) {
  const said = importsWords[language]
  return (
    <Act
      title={said.undo}
      text={said.undoText}
      action={`/konsol/impor/${Number(importId)}/batalkan`}
      button={said.undo}
    >
      <parts.Field name="alasan" label={said.reason} hint={said.reasonHint} maxlength={500} />
    </Act>
  )
}

/** Undoes an import: long work, beside the requests. */
export async function submitUndo(request: ConsoleRequest): Promise<Response> {
  const { c, deps, ctx, actor, language } = request
  const one = await importOf(request)
  if (!one) return errorPage(c, 404)
  const { undo, undoes } = listKinds[one.kind]
  if (!offers(request, undoes)) return otherRolePage(c, request.staff, undoes)
  const because = ((await readForm(c)).get('alasan') ?? '').trim().slice(0, 500)
  if (because === '') return importPage(request, { problem: sentence(language, refuse('reason_missing')) })
  const { importId, rows, undone: before } = one
  const begun = await deps.tasks.start(
    {
      kind: 'undo_list',
      subject: `import:${importId}`,
      async run(progress): Promise<TaskReport> {
        const onProgress = (count: number) => progress(count, rows - before)
        const made = await undoImport(ctx, importId, { actor, because, undo, onProgress })
        deps.onMessages()
        return made.ok ? done({ undone: made.value.undone, kept: made.value.kept.length }) : made
      },
    },
    actor,
  )
  if (!begun.ok) return importPage(request, { problem: sentence(language, begun) })
  return goTo(c, `/konsol/impor/${Number(importId)}?kabar=started`)
}

async function importOf({ c, ctx }: ConsoleRequest): Promise<ListImport | undefined> {
  const importId = idOf(c.req.param('import'))
  return importId ? readImport(ctx.db, importId) : undefined
}
