import { z } from 'zod'
import { approvedActs } from '../../../acts/acts-of-two.ts'
import { listInstitutions } from '../../../catalogue/courses.ts'
import { listPartners } from '../../../partners/directory/store.ts'
import { listSuspensions, type Suspension } from '../../../suspension/list-suspensions.ts'
import { begunTrainings } from '../../../suspension/rules.ts'
import { field } from '../../http/form-fields.ts'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { askForApproval } from '../approvals/ask-for-approval.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { instant, type Shown } from '../page.tsx'
import { type ListColumn, listPage } from '../parts/list-page.tsx'
import { suspensionWords } from './suspension-words.ts'

interface Parties {
  readonly partners: Awaited<ReturnType<typeof listPartners>>
  readonly institutions: Awaited<ReturnType<typeof listInstitutions>>
}

const suspendForm = ({ partners, institutions }: Parties) =>
  form((language) => {
    const said = suspensionWords[language]
    return {
      pihak: ask.select(z.string().regex(/^(institution|storefront):\d{1,9}$/), said.party, [
        ...institutions.map(({ institutionId, name }) => ({
          value: `institution:${institutionId}`,
          label: said.institution(name),
        })),
        ...partners
          .filter(({ kind }) => kind === 'storefront')
          .map(({ partnerId, name }) => ({ value: `storefront:${partnerId}`, label: said.storefront(name) })),
      ]),
      terpakai: ask.select(
        z.enum(begunTrainings),
        said.begun,
        begunTrainings.map((value) => ({ value, label: said.begunOf[value] })),
        { hint: said.begunHint },
      ),
      alasan: ask.text(field.text(300), said.because, { hint: said.becauseHint, maxlength: 300 }),
    }
  })

const endForm = form((language) => ({
  alasan: ask.text(field.text(300), suspensionWords[language].endBecause, { maxlength: 300 }),
}))

/** `/konsol/keuangan/penangguhan`: who is suspended and how far that is settled; who may, asks for one, or for its end. */
export async function suspensionsPage(
  request: ConsoleRequest,
  shown: Shown & { of?: string } = {},
): Promise<Response> {
  const { ctx, language } = request
  const said = suspensionWords[language]
  const [all, partners, institutions] = await Promise.all([
    listSuspensions(ctx.db, { all: true }),
    listPartners(ctx.db),
    listInstitutions(ctx),
  ])
  const settled = all.filter(({ settledAt, endedAt }) => settledAt && !endedAt)
  const may = offers(request, 'run_money')
  const after = may ? (
    <>
      {settled.map((one) => (
        <section class="panel stack">
          <h2>
            {said.endIt}: {one.party}
          </h2>
          <p>{said.endText}</p>
          <parts.Form action={`/konsol/keuangan/penangguhan/${one.suspensionId}/akhiri`} button={said.askEnd}>
            {endForm.fields(request.c, shown.of === String(one.suspensionId) ? shown : {})}
          </parts.Form>
        </section>
      ))}
      <section class="panel stack">
        <h2>{said.ask}</h2>
        <parts.Form action="/konsol/keuangan/penangguhan" button={said.ask}>
          {suspendForm({ partners, institutions }).fields(request.c, shown.of ? {} : shown)}
        </parts.Form>
      </section>
    </>
  ) : (
    ''
  )
  return listPage(
    request,
    {
      title: said.title,
      lead: said.lead,
      place: '/konsol/keuangan/penangguhan',
      file: 'penangguhan',
      columns: columnsOf(language),
      rows: all,
      empty: said.none,
      after,
    },
    shown,
  )
}

function columnsOf(language: ConsoleRequest['language']): ListColumn<Suspension>[] {
  const said = suspensionWords[language]
  const stateOf = ({ endedAt, settledAt }: Suspension) =>
    endedAt ? said.over(instant(endedAt, language)) : settledAt ? said.settled : said.settling
  const count = (label: string, key: 'returned' | 'goesOn' | 'ended' | 'waits') => ({
    label,
    key,
    right: true,
    cell: (one: Suspension) => one[key],
  })
  return [
    { label: said.party, key: 'pihak', cell: (one) => said[one.partyKind](one.party) },
    { label: said.since, key: 'sejak', cell: (one) => one.beganAt },
    { label: said.because, cell: (one) => one.because },
    {
      label: said.begun,
      cell: (one) => (one.partyKind === 'institution' ? said.begunOf[one.begun] : undefined),
    },
    count(said.returned, 'returned'),
    count(said.goesOn, 'goesOn'),
    count(said.ended, 'ended'),
    count(said.waits, 'waits'),
    { label: said.state, key: 'keadaan', cell: stateOf },
  ]
}

/** Asks for the act of two people that suspends an institution or a storefront. */
export async function askToSuspend(request: ConsoleRequest): Promise<Response> {
  const answers = await suspendForm({ partners: [], institutions: [] }).read(request.c)
  if (!answers.ok) return suspensionsPage(request, answers)
  const { pihak, terpakai, alasan } = answers.values
  const [kind, id] = pihak.split(':')
  const { wanted } =
    kind === 'institution' ? approvedActs.suspend_institution : approvedActs.suspend_storefront
  const act = await wanted(request.ctx, Number(id), { because: alasan, begun: terpakai })
  const { typed } = answers
  return askForApproval(request, act, (refused) => suspensionsPage(request, { ...refused, typed }))
}

/** Asks for the act of two people that ends a suspension. */
export async function askToEndSuspension(request: ConsoleRequest): Promise<Response> {
  const of = request.c.req.param('suspension') ?? ''
  const answers = await endForm.read(request.c)
  if (!answers.ok) return suspensionsPage(request, { ...answers, of })
  const id = /^\d{1,9}$/.test(of) ? Number(of) : 0
  const act = await approvedActs.end_suspension.wanted(request.ctx, id, { because: answers.values.alasan })
  const { typed } = answers
  return askForApproval(request, act, (refused) => suspensionsPage(request, { ...refused, typed, of }))
}
