import { type DeskCase, openDeskCases } from '../../../desk/desk-case.ts'
import { deskRules } from '../../../desk/desk-rules.ts'
import type { DeskCaseRow } from '../../../desk/desk-sql.ts'
import { findAtDesk } from '../../../desk/find-at-desk.ts'
import { maskPhone } from '../../../kernel/phone.ts'
import { field } from '../../http/form-fields.ts'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { goTo } from '../../site/link.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { actorNames, type Shown } from '../page.tsx'
import { listPage } from '../parts/list-page.tsx'
import { mostRows } from '../parts/list-parts.tsx'
import { sealedReason } from '../people/look-reason.ts'
import { keptSearch } from '../people/search-page.tsx'
import { deskWords } from './desk-words.ts'

const findForm = form((language) => {
  const { findLabel, findHint, because, becauseHint } = deskWords[language]
  const plain = { autocomplete: 'off', maxlength: 200 }
  return {
    q: ask.text(field.text(200), findLabel, { hint: findHint, ...plain }),
    reason: ask.text(field.text(200, 3), because, { hint: becauseHint, ...plain }),
  }
})

/** `/konsol/meja`: finds somebody, and shows who is being helped. What was typed is kept sealed in the session. */
export async function deskPage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const { c, ctx, language } = request
  const said = deskWords[language]
  const open = await openDeskCases(ctx, mostRows(c))
  const name = await actorNames(
    request,
    open.map(({ openedBy }) => openedBy),
  )
  return listPage(
    request,
    {
      title: said.title,
      lead: said.lead,
      place: '/konsol/meja',
      file: 'meja',
      columns: [
        {
          label: said.name,
          key: 'nama',
          cell: (one) => one.name,
          show: (one) => <a href={`/konsol/meja/bantuan/${one.deskCaseId}`}>{one.name}</a>,
        },
        { label: said.kind, key: 'jenis', cell: (one) => said.kinds[one.kind] },
        { label: said.step, key: 'langkah', cell: (one) => said.steps[stepOf(one)] },
        { label: said.openedBy, key: 'oleh', cell: (one) => name(one.openedBy) },
        { label: said.until, key: 'sampai', cell: (one) => one.expiresAt },
      ],
      rows: open,
      before: (
        <>
          <parts.Form action="/konsol/meja" button={said.find}>
            {findForm.fields(c, shown)}
          </parts.Form>
          {c.req.query('hasil') === 'ya' ? await Results({ request }) : ''}
          <h2>{said.open}</h2>
        </>
      ),
      empty: <p class="muted">{said.noneOpen}</p>,
    },
    shown,
  )
}

/** How far help has come; without its proofs only as far as its row says. */
export function stepOf(
  one: DeskCaseRow & Partial<Pick<DeskCase, 'firstProved'>>,
): 'prove' | 'phone' | 'second' | 'number' | 'done' | 'withdrawn' | 'lapsed' {
  if (one.outcome) return one.outcome
  if (one.phone) return 'second'
  if (!(one.firstProved ?? one.registryMatchedAt)) return 'prove'
  return one.kind === 'access' ? 'phone' : 'number'
}

async function Results({ request }: { request: ConsoleRequest }) {
  const { ctx, language, actor } = request
  const said = deskWords[language]
  const { found, tooMany } = await findAtDesk(ctx, keptSearch(request) ?? '', actor)
  if (tooMany)
    return (
      <parts.Notice tone="warning">
        <p>{said.tooMany(String(deskRules.mostFound))}</p>
      </parts.Notice>
    )
  if (found.length === 0)
    return (
      <parts.EmptyState title={said.nobody}>
        <p>{said.nobodyText}</p>
      </parts.EmptyState>
    )
  return (
    <parts.Table
      caption={said.find}
      captionHidden
      columns={[said.name, said.phone, said.card].map((label) => ({ label }))}
      rows={found.map((one) => [
        <a href={`/konsol/meja/orang/${one.personId}`}>{one.name}</a>,
        maskPhone(one.phone),
        one.cardTail ? `…${one.cardTail}` : said.none,
      ])}
    />
  )
}

/** Keeps what was typed, and why, as the console's search does. */
export async function submitDeskSearch(request: ConsoleRequest): Promise<Response> {
  const answers = await findForm.read(request.c)
  if (!answers.ok) return deskPage(request, answers)
  const { q, reason } = answers.values
  const search = request.ctx.secrets.seal(q).toString('base64')
  await request.deps.sessions.remember(request.c, { search, lookReason: sealedReason(request, reason) })
  return goTo(request.c, '/konsol/meja?hasil=ya')
}
