import { z } from 'zod'
import { inTransaction } from '../../../database/transaction.ts'
import { type Hold, holdByStaff, liftHold, listHolds } from '../../../money/holds/holds.ts'
import { heldPattern, readHeld } from '../../../money/party-reference.ts'
import { field } from '../../http/form-fields.ts'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { goTo } from '../../site/link.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { actorNames, type Shown } from '../page.tsx'
import { type ListColumn, listPage } from '../parts/list-page.tsx'
import { mostRows } from '../parts/list-parts.tsx'
import { sentence } from '../refusal-words.ts'
import { wordsOf } from './bank-words.ts'

const holdForm = form((language) => {
  const said = wordsOf(language)
  return {
    siapa: ask.text(z.string().trim().regex(heldPattern), said.whom, { short: true, hint: said.whomHint }),
    alasan: ask.text(field.text(500), said.because, { maxlength: 500 }),
  }
})

const liftForm = form((language) => ({
  alasan: ask.text(field.text(500), wordsOf(language).liftBecause, { maxlength: 500, short: true }),
}))

/** `/konsol/keuangan/penahanan`: whose payments are stopped, and why; who may, stops and lifts. */
export async function holdsPage(
  request: ConsoleRequest,
  shown: Shown & { of?: string } = {},
): Promise<Response> {
  const { ctx, language } = request
  const said = wordsOf(language)
  const holds = await listHolds(ctx.db, { limit: mostRows(request.c) })
  const name = await actorNames(
    request,
    holds.map(({ heldBy }) => heldBy),
  )
  return listPage(
    request,
    {
      title: said.holds,
      lead: said.holdsLead,
      place: '/konsol/keuangan/penahanan',
      file: 'penahanan',
      columns: columnsOf(request, name, shown),
      rows: holds,
      empty: said.noHolds,
      after: offers(request, 'run_money') ? (
        <section class="panel stack">
          <h2>{said.hold}</h2>
          <parts.Form action="/konsol/keuangan/penahanan" button={said.hold}>
            {holdForm.fields(request.c, shown.of ? {} : shown)}
          </parts.Form>
        </section>
      ) : (
        ''
      ),
    },
    shown,
  )
}

function columnsOf(
  request: ConsoleRequest,
  name: (actor: string) => string,
  shown: Shown & { of?: string },
): ListColumn<Hold>[] {
  const said = wordsOf(request.language)
  const lift: ListColumn<Hold> = {
    label: said.lift,
    show: (hold) => (
      <parts.Form action={`/konsol/keuangan/penahanan/${hold.holdId}/lepas`} plain>
        <div class="filters">
          {liftForm.fields(request.c, shown.of === hold.holdId ? shown : {})}
          <parts.Button look="second">
            {said.lift}
            <span class="hidden"> {hold.party}</span>
          </parts.Button>
        </div>
      </parts.Form>
    ),
  }
  return [
    { label: said.whom, key: 'siapa', cell: (hold) => hold.party },
    { label: said.because, cell: (hold) => hold.reason },
    { label: said.since, key: 'sejak', cell: (hold) => hold.heldAt },
    { label: said.by, cell: (hold) => name(hold.heldBy) },
    ...(offers(request, 'approve_money') ? [lift] : []),
  ]
}

/** Stops the payments of a party or of a purchase. */
export async function submitHold(request: ConsoleRequest): Promise<Response> {
  const answers = await holdForm.read(request.c)
  if (!answers.ok) return holdsPage(request, answers)
  // the form lets nothing else pass
  const made = await holdByStaff(
    request.ctx,
    readHeld(answers.values.siapa)!,
    answers.values.alasan,
    request.actor,
  )
  if (!made.ok) return holdsPage(request, { problem: sentence(request.language, made), typed: answers.typed })
  return goTo(request.c, '/konsol/keuangan/penahanan?kabar=payments_held')
}

/** Lifts a hold, with the reason. */
export async function submitLift(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, actor, language } = request
  const holdId = c.req.param('hold') ?? ''
  const answers = await liftForm.read(c)
  if (!answers.ok) return holdsPage(request, { ...answers, of: holdId })
  const now = ctx.clock.now()
  const lifted = await inTransaction(ctx.db, (tx) => liftHold(tx, holdId, answers.values.alasan, actor, now))
  if (!lifted.ok) return holdsPage(request, { problem: sentence(language, lifted), of: holdId })
  return goTo(c, '/konsol/keuangan/penahanan?kabar=hold_lifted')
}
