import { cardFacts } from '../../../card/card-facts.ts'
import {
  approveRestore,
  type Correction,
  listCorrections,
  requestRestore,
  withdrawRestore,
} from '../../../deadlines/correct.ts'
import { idOf } from '../../../kernel/ids.ts'
import { formatRupiah } from '../../../kernel/rupiah.ts'
import { personFileCard } from '../../../staff/person-file.ts'
import { errorPage } from '../../http/errors.tsx'
import { readForm } from '../../http/forms.ts'
import * as parts from '../../parts/parts.ts'
import { goTo } from '../../site/link.ts'
import { Resting } from '../approvals/approvals-page.tsx'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { words } from '../console-words.ts'
import { actorNames, type Shown } from '../page.tsx'
import { type ListColumn, listPage } from '../parts/list-page.tsx'
import { sentence } from '../refusal-words.ts'
import { personPage } from './person-page.tsx'

/** `/konsol/koreksi`: cards to be restored: one person asked, another approves. Open ones first. */
export async function correctionsPage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const { ctx, language } = request
  const said = words[language]
  const all = await listCorrections(ctx.db)
  const sorted = [...all].sort((one, other) => Number(!!one.approvedAt) - Number(!!other.approvedAt))
  const name = await actorNames(
    request,
    all.flatMap((it) => [it.requestedBy, it.approvedBy]),
  )
  return listPage(
    request,
    {
      title: said.corrections,
      place: '/konsol/koreksi',
      file: 'koreksi',
      columns: columnsOf(request, name),
      rows: sorted,
      before: <Resting request={request} />,
    },
    shown,
  )
}

function columnsOf(request: ConsoleRequest, name: (actor: string) => string): ListColumn<Correction>[] {
  const said = words[request.language]
  const amount = (it: Correction) => it.amount ?? it.askedAmount
  return [
    {
      label: said.card,
      cell: (it) => `…${it.cardTail}`,
      show: (it) => (
        <a href={`/konsol/kartu/${it.cardId}`} class="number">
          …{it.cardTail}
        </a>
      ),
    },
    { label: said.reason, cell: (it) => it.reason },
    { label: said.askedBy, key: 'diminta', cell: (it) => name(it.requestedBy) },
    { label: said.askedAt, key: 'sejak', cell: (it) => it.requestedAt },
    { label: said.approvedBy, key: 'disetujui', cell: (it) => it.approvedBy && name(it.approvedBy) },
    { label: said.approvedAt, key: 'pada', cell: (it) => it.approvedAt },
    {
      label: said.amount,
      key: 'jumlah',
      right: true,
      cell: amount,
      show: (it) => (amount(it) === undefined ? '-' : formatRupiah(amount(it)!)),
    },
    { label: said.act, show: (it) => <Approve request={request} correction={it} /> },
  ]
}

function Approve({ request, correction }: { request: ConsoleRequest; correction: Correction }) {
  const said = words[request.language]
  if (correction.approvedAt) return <span>-</span>
  const own = correction.requestedBy === request.actor.actor
  const rests = (request.staff.decidesFrom ?? request.ctx.clock.now()) > request.ctx.clock.now()
  const base = `/konsol/koreksi/${correction.correctionId}` as const
  const card = <span class="hidden"> …{correction.cardTail}</span>
  return (
    <div class="stack">
      {own ? <p class="small">{said.askedByYou}</p> : ''}
      {!own && !rests && offers(request, 'approve') ? (
        <parts.Form action={`${base}/setujui`} plain>
          <parts.Button look="second">
            {said.approve}
            {card}
          </parts.Button>
        </parts.Form>
      ) : (
        ''
      )}
      {offers(request, 'request_correction') ? (
        <parts.Form action={`${base}/tarik`} plain>
          <parts.Button look="plain">
            {said.withdraw}
            {card}
          </parts.Button>
        </parts.Form>
      ) : (
        ''
      )}
    </div>
  )
}

export async function submitRestoreWithdrawal(request: ConsoleRequest): Promise<Response> {
  const id = request.c.req.param('id') ?? ''
  if (!/^[1-9]\d{0,17}$/.test(id)) return errorPage(request.c, 404)
  const withdrawn = await withdrawRestore(request.ctx, id, request.actor)
  if (!withdrawn.ok) return correctionsPage(request, { problem: sentence(request.language, withdrawn) })
  return goTo(request.c, '/konsol/koreksi?kabar=withdrawn')
}

export async function submitRestoreApproval(request: ConsoleRequest): Promise<Response> {
  const id = request.c.req.param('id') ?? ''
  if (!idOf(id)) return errorPage(request.c, 404)
  const restored = await approveRestore(request.ctx, id, request.actor, { link: request.deps.link('/kartu') })
  if (!restored.ok) return correctionsPage(request, { problem: sentence(request.language, restored) })
  request.deps.onMessages()
  return goTo(request.c, '/konsol/koreksi?kabar=restored')
}

export async function submitRestoreRequest(request: ConsoleRequest): Promise<Response> {
  const personId = request.c.req.param('id') ?? ''
  const cardId = idOf(personId) ? await personFileCard(request.ctx.db, personId) : undefined
  if (!cardId) return errorPage(request.c, 404)
  const reason = (await readForm(request.c)).get('reason') ?? ''
  const asked = await requestRestore(request.ctx, cardId, reason, request.actor)
  if (!asked.ok) return personPage(request, { personId, problem: sentence(request.language, asked) })
  return goTo(request.c, '/konsol/koreksi?kabar=asked')
}

/** `/konsol/kartu/:id`: leads to its holder. */
export async function cardDoor(request: ConsoleRequest): Promise<Response> {
  const id = request.c.req.param('id') ?? ''
  const card = idOf(id) ? await cardFacts(request.ctx, id) : undefined
  return card ? goTo(request.c, `/konsol/orang/${card.personId}`) : errorPage(request.c, 404)
}
