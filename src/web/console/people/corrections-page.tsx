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
import { inWib } from '../../../lists/csv-text.ts'
import { personFileCard } from '../../../staff/person-file.ts'
import { errorPage } from '../../http/errors.tsx'
import { readForm } from '../../http/forms.ts'
import * as parts from '../../parts/parts.ts'
import { goTo } from '../../site/link.ts'
import { Resting } from '../approvals-page.tsx'
import { words } from '../console-words.ts'
import { csvAnswer, wantsCsv } from '../csv.ts'
import { type Desk, offers } from '../desk.ts'
import { actorNames, consolePage, instant, Nothing, type Shown } from '../page.tsx'
import { sentence } from '../refusal-words.ts'
import { personPage } from './person-page.tsx'

/** `/konsol/koreksi`: cards to be restored: one person asked, another approves. Open ones first. */
export async function correctionsPage(desk: Desk, shown: Shown = {}): Promise<Response> {
  const { ctx, language } = desk
  const said = words[language]
  const all = await listCorrections(ctx.db)
  const sorted = [...all].sort((one, other) => Number(!!one.approvedAt) - Number(!!other.approvedAt))
  const name = await actorNames(
    desk,
    all.flatMap((it) => [it.requestedBy, it.approvedBy]),
  )
  if (wantsCsv(desk.c)) return correctionsFile(desk, sorted, name)
  return consolePage(
    desk,
    { title: said.corrections, csv: true, ...shown },
    <>
      <Resting desk={desk} />
      {sorted.length === 0 ? (
        <Nothing language={language} />
      ) : (
        <parts.Table
          caption={said.corrections}
          captionHidden
          columns={[
            { label: said.card },
            { label: said.reason },
            { label: said.askedBy },
            { label: said.askedAt },
            { label: said.approvedBy },
            { label: said.approvedAt },
            { label: said.amount, right: true },
            { label: said.act },
          ]}
          rows={sorted.map((it) => [
            <a href={`/konsol/kartu/${it.cardId}`}>…{it.cardTail}</a>,
            it.reason,
            name(it.requestedBy),
            instant(it.requestedAt, language),
            it.approvedBy ? name(it.approvedBy) : '-',
            instant(it.approvedAt, language),
            (it.amount ?? it.askedAmount) === undefined ? '-' : formatRupiah((it.amount ?? it.askedAmount)!),
            <Approve desk={desk} correction={it} />,
          ])}
        />
      )}
    </>,
  )
}

function correctionsFile(
  { c }: Desk,
  corrections: readonly Correction[],
  nameOf: (actor: string) => string,
): Response {
  const times = [inWib('requested_at'), 'approved_by', inWib('approved_at')]
  return csvAnswer(
    c,
    'koreksi',
    ['id', 'card', 'reason', 'requested_by', ...times, 'amount'],
    corrections.map((it) => [
      it.correctionId,
      it.cardTail,
      it.reason,
      nameOf(it.requestedBy),
      it.requestedAt,
      it.approvedBy && nameOf(it.approvedBy),
      it.approvedAt,
      it.amount,
    ]),
  )
}

function Approve({ desk, correction }: { desk: Desk; correction: Correction }) {
  const said = words[desk.language]
  if (correction.approvedAt) return <span>-</span>
  const own = correction.requestedBy === desk.actor.actor
  const rests = (desk.staff.decidesFrom ?? desk.ctx.clock.now()) > desk.ctx.clock.now()
  const base = `/konsol/koreksi/${correction.correctionId}` as const
  const card = <span class="hidden"> …{correction.cardTail}</span>
  return (
    <div class="stack">
      {own ? <p class="small">{said.askedByYou}</p> : ''}
      {!own && !rests && offers(desk, 'approve') ? (
        <parts.Form action={`${base}/setujui`} plain>
          <parts.Button look="second">
            {said.approve}
            {card}
          </parts.Button>
        </parts.Form>
      ) : (
        ''
      )}
      {offers(desk, 'request_correction') ? (
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

export async function submitRestoreWithdrawal(desk: Desk): Promise<Response> {
  const id = desk.c.req.param('id') ?? ''
  if (!/^[1-9]\d{0,17}$/.test(id)) return errorPage(desk.c, 404)
  const withdrawn = await withdrawRestore(desk.ctx, id, desk.actor)
  if (!withdrawn.ok) return correctionsPage(desk, { problem: sentence(desk.language, withdrawn) })
  return goTo(desk.c, '/konsol/koreksi?kabar=withdrawn')
}

export async function submitRestoreApproval(desk: Desk): Promise<Response> {
  const id = desk.c.req.param('id') ?? ''
  if (!idOf(id)) return errorPage(desk.c, 404)
  const restored = await approveRestore(desk.ctx, id, desk.actor, { link: desk.deps.link('/kartu') })
  if (!restored.ok) return correctionsPage(desk, { problem: sentence(desk.language, restored) })
  desk.deps.onMessages()
  return goTo(desk.c, '/konsol/koreksi?kabar=restored')
}

export async function submitRestoreRequest(desk: Desk): Promise<Response> {
  const personId = desk.c.req.param('id') ?? ''
  const cardId = idOf(personId) ? await personFileCard(desk.ctx.db, personId) : undefined
  if (!cardId) return errorPage(desk.c, 404)
  const reason = (await readForm(desk.c)).get('reason') ?? ''
  const asked = await requestRestore(desk.ctx, cardId, reason, desk.actor)
  if (!asked.ok) return personPage(desk, { personId, problem: sentence(desk.language, asked) })
  return goTo(desk.c, '/konsol/koreksi?kabar=asked')
}

/** `/konsol/kartu/:id`: leads to its holder. */
export async function cardDoor(desk: Desk): Promise<Response> {
  const id = desk.c.req.param('id') ?? ''
  const card = idOf(id) ? await cardFacts(desk.ctx, id) : undefined
  return card ? goTo(desk.c, `/konsol/orang/${card.personId}`) : errorPage(desk.c, 404)
}
