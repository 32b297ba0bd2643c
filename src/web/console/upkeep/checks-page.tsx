import { done } from '../../../kernel/refusal.ts'
import { makeCheck, recordChecks } from '../../../reports/record-checks.ts'
import { listTasks } from '../../../staff/tasks.ts'
import { errorPage } from '../../http/errors.tsx'
import * as parts from '../../parts/parts.ts'
import { goTo } from '../../site/link.ts'
import { dictionary } from '../../words/dictionary.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { actorNames, consolePage, type Shown } from '../page.tsx'
import { sentence } from '../refusal-words.ts'
import { taskWords } from '../task-words.ts'
import { TaskTable } from '../tasks-page.tsx'

export const checksWords = dictionary({
  id: {
    title: 'Pemeriksaan catatan',
    lead: 'Pemeriksaan yang tidak mengubah apa pun. Bisa lama: halaman ini boleh ditinggalkan, hasilnya tetap di sini.',
    begin: 'Mulai periksa',
    texts: {
      check_ledger:
        'Menghitung ulang semua akun, dan semua yang harus selalu benar antara kartu, pembelian, kursi, dan kode.',
      verify_journal: 'Menghitung ulang setiap segel jurnal: apakah tiap baris masih seperti saat disegel.',
      audit_tables:
        'Membandingkan setiap baris yang penting dengan yang diceritakan jurnal: apakah ada yang diubah tanpa tercatat.',
    },
    pack: 'Paket audit yang bertanda tangan ditulis ke folder dari baris perintah: bekal audit-pack write.',
  },
  en: {
    title: 'Checks of the records',
    lead: 'They change nothing. They may take long: leave this page as you like, the result stays here.',
    begin: 'Begin the check',
    texts: {
      check_ledger:
        'Derives every account again, and all that must hold between cards, purchases, seats and codes.',
      verify_journal: 'Recomputes every seal of the journal: whether each row is as it was sealed.',
      audit_tables:
        'Compares every row that matters with what the journal told of it: whether anything was changed without a trace.',
    },
    pack: 'The signed pack of the auditor is written to a folder on the command line: bekal audit-pack write.',
  },
})

const subject = 'programme'
const shownTasks = 30

/** `/konsol/pemeriksaan`: the checks that an auditor makes, and what the last ones found. */
export async function checksPage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const { ctx, language } = request
  const said = checksWords[language]
  const tasks = await listTasks(ctx.db, { subject, limit: shownTasks })
  const name = await actorNames(
    request,
    tasks.map(({ startedBy }) => startedBy),
  )
  return consolePage(
    request,
    { title: said.title, ...shown },
    <>
      <p class="lead">{said.lead}</p>
      {recordChecks.map((check) => (
        <section class="panel stack">
          <h2>{taskWords[language][check]}</h2>
          <p>{said.texts[check]}</p>
          <parts.Form action={`/konsol/pemeriksaan/${check}`} plain>
            <parts.Button look="second">
              {said.begin}
              <span class="hidden"> {taskWords[language][check]}</span>
            </parts.Button>
          </parts.Form>
        </section>
      ))}
      {tasks.length > 0 ? <TaskTable tasks={tasks} name={name} language={language} waves={[]} /> : ''}
      <p class="small">{said.pack}</p>
    </>,
  )
}

/** Begins a check beside the requests; one of a kind runs at a time. */
export async function submitCheck(request: ConsoleRequest): Promise<Response> {
  const { ctx, deps, actor, language } = request
  const kind = recordChecks.find((check) => check === request.c.req.param('check'))
  if (!kind) return errorPage(request.c, 404)
  const begun = await deps.tasks.start(
    { kind, subject, run: async (progress) => done({ ...(await makeCheck(ctx.db, kind, progress)) }) },
    actor,
  )
  if (!begun.ok) return checksPage(request, { problem: sentence(language, begun) })
  return goTo(request.c, '/konsol/pemeriksaan?kabar=started')
}
