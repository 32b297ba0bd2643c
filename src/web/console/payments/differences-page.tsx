import { z } from 'zod'
import { formatRupiah } from '../../../kernel/rupiah.ts'
import { formatDay, type Language } from '../../../kernel/wib.ts'
import { decideLine, findLine, waitingLines } from '../../../money/bank/decide-line.ts'
import { lineDecisions, type WaitingLine } from '../../../money/bank/decide-sql.ts'
import { partyPattern, readParty } from '../../../money/party-reference.ts'
import { endToEndId, paymentNamed } from '../../../money/runs/payment-reference.ts'
import { errorPage } from '../../http/errors.tsx'
import { field } from '../../http/form-fields.ts'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { goTo } from '../../site/link.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { actorNames, consolePage, instant, type Shown } from '../page.tsx'
import { type ListColumn, listPage } from '../parts/list-page.tsx'
import { mostRows } from '../parts/list-parts.tsx'
import { sentence } from '../refusal-words.ts'
import { wordsOf } from './bank-words.ts'

const decideForm = form((language) => {
  const said = wordsOf(language)
  return {
    keputusan: ask.radios(
      z.enum(lineDecisions),
      said.decision,
      lineDecisions.map((value) => ({ value, label: said.decisions[value] })),
    ),
    pembayaran: ask.text(z.string().trim().max(40).optional(), said.payment, {
      short: true,
      hint: said.paymentHint,
    }),
    pihak: ask.text(z.string().trim().regex(partyPattern).optional(), said.whichParty, {
      short: true,
      hint: said.partyHint,
    }),
    alasan: ask.text(field.text(500), said.because, { maxlength: 500 }),
  }
})

/** `/konsol/keuangan/selisih-bank`: lines of statements that match nothing, and wait for a decision. */
export async function bankDifferencesPage(request: ConsoleRequest): Promise<Response> {
  const { ctx, language } = request
  const said = wordsOf(language)
  return listPage(request, {
    title: said.differences,
    lead: said.differencesLead,
    place: '/konsol/keuangan/selisih-bank',
    file: 'selisih-bank',
    columns: lineColumns(language),
    rows: await waitingLines(ctx.db, mostRows(request.c)),
    empty: said.noDifferences,
  })
}

/** A calendar date: in words on the page, as it is in a file. */
export function dayColumn<One>(
  label: string,
  key: string,
  dayOf: (one: One) => string | undefined,
  language: Language,
): ListColumn<One> {
  const words = (day: string | undefined) => (day ? formatDay(day, language) : '-')
  return { label, key, cell: dayOf, show: (one) => words(dayOf(one)) }
}

/** Lines of a statement: what the bank says, what it was ordered, and what became of each. */
export function lineColumns(language: ConsoleRequest['language']): ListColumn<WaitingLine>[] {
  const said = wordsOf(language)
  const stateOf = (one: WaitingLine) =>
    one.decision ? said.decisions[one.decision] : (said.outcomes[one.outcome] ?? one.outcome)
  return [
    dayColumn(said.booked, 'hari', ({ bookedOn }) => bookedOn, language),
    {
      label: said.amount,
      key: 'jumlah',
      right: true,
      cell: (one) => Number(one.amount),
      show: (one) => formatRupiah(Number(one.amount)),
    },
    { label: said.text, key: 'teks', cell: (one) => one.reference || undefined },
    {
      label: said.reference,
      cell: (one) => (one.paymentId ? `${endToEndId(one.paymentId)} (${one.party})` : undefined),
    },
    {
      label: said.ordered,
      key: 'diminta',
      right: true,
      cell: (one) => (one.ordered ? Number(one.ordered) : undefined),
      show: (one) => (one.ordered ? formatRupiah(Number(one.ordered)) : '-'),
    },
    {
      label: said.state,
      key: 'keadaan',
      cell: stateOf,
      show: (one) =>
        one.outcome === 'paid' || one.outcome === 'returned' ? (
          <parts.StatusTag tone="success">{said.outcomes[one.outcome]}</parts.StatusTag>
        ) : (
          <a href={`/konsol/keuangan/selisih-bank/${one.statementLineId}`}>{stateOf(one)}</a>
        ),
    },
  ]
}

/** `/konsol/keuangan/selisih-bank/:line`: both sides of a difference, and the decision. */
export async function bankDifferencePage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const line = await findLine(request.ctx.db, request.c.req.param('line') ?? '')
  if (!line) return errorPage(request.c, 404)
  const { language } = request
  const said = wordsOf(language)
  const name = await actorNames(request, [line.decidedBy])
  return consolePage(
    request,
    { title: said.outcomes[line.outcome] ?? said.differences, ...shown },
    <>
      <parts.SummaryList
        rows={[
          { label: said.amount, value: formatRupiah(Number(line.amount)), total: true },
          { label: said.booked, value: line.bookedOn ? formatDay(line.bookedOn, language) : '-' },
          { label: said.text, value: line.reference || '-' },
          { label: said.statement, value: `${line.statement}, ${line.line}` },
          ...(line.paymentId
            ? [{ label: said.payment, value: `${endToEndId(line.paymentId)}, ${line.party}` }]
            : []),
          ...(line.ordered ? [{ label: said.ordered, value: formatRupiah(Number(line.ordered)) }] : []),
          ...(line.decision
            ? [
                { label: said.decision, value: said.decisions[line.decision] },
                { label: said.because, value: line.decidedBecause ?? '' },
                {
                  label: said.by,
                  value: `${line.decidedBy ? name(line.decidedBy) : ''}, ${instant(line.decidedAt, language)}`,
                },
              ]
            : []),
        ]}
      />
      {!line.decision && offers(request, 'run_money') ? (
        <section class="panel stack">
          <h2>{said.decide}</h2>
          <parts.Form action={`/konsol/keuangan/selisih-bank/${line.statementLineId}`} button={said.decide}>
            {decideForm.fields(request.c, shown)}
          </parts.Form>
        </section>
      ) : (
        ''
      )}
      <p>
        <a href="/konsol/keuangan/selisih-bank">{said.differences}</a>
      </p>
    </>,
  )
}

/** Decides a line, once, with a reason. */
export async function submitLineDecision(request: ConsoleRequest): Promise<Response> {
  const answers = await decideForm.read(request.c)
  if (!answers.ok) return bankDifferencePage(request, answers)
  const { keputusan: decision, pembayaran, pihak, alasan: because } = answers.values
  const paymentId = pembayaran ? (paymentNamed(pembayaran) ?? '0') : undefined
  const decided = { decision, because, paymentId, party: readParty(pihak ?? '') }
  const made = await decideLine(request.ctx, request.c.req.param('line') ?? '', decided, request.actor)
  if (!made.ok)
    return bankDifferencePage(request, { problem: sentence(request.language, made), typed: answers.typed })
  return goTo(request.c, '/konsol/keuangan/selisih-bank?kabar=line_decided')
}
