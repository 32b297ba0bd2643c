import { type Refusal, refuse, sentenceOf } from '../../../kernel/refusal.ts'
import { formatRupiah } from '../../../kernel/rupiah.ts'
import { listPartners } from '../../../partners/directory/store.ts'
import { findStorefront, keyOfDay, type ListedDay, listDays } from '../../../reconciliation/close-days.ts'
import { bringPartnerFile } from '../../../reconciliation/take-file.ts'
import { type TakeRefusal, takeRefusals } from '../../../reconciliation/take-refusals.ts'
import { field } from '../../http/form-fields.ts'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { goTo } from '../../site/link.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { type Shown, whole } from '../page.tsx'
import { type ListColumn, listPage } from '../parts/list-page.tsx'
import { rowsByKey } from '../parts/list-parts.tsx'
import { reconciliationWords } from './reconciliation-words.ts'

type Storefronts = Awaited<ReturnType<typeof listPartners>>

const fileForm = (storefronts: Storefronts) =>
  form((language) => {
    const said = reconciliationWords[language]
    const options = storefronts.map(({ clientCode: value, name: label }) => ({ value, label }))
    return {
      toko: ask.select(field.text(64), said.storefront, options),
      hari: ask.text(field.date(), said.day, { short: true, hint: '2026-11-28' }),
      berkas: ask.file(said.file, ['.csv', 'text/csv']),
    }
  })

/** `/konsol/keuangan/rekonsiliasi`: the newest days of every storefront, and the form that compares a file of theirs. */
export async function reconciliationPage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const { c, ctx, language } = request
  const said = reconciliationWords[language]
  const [page, partners] = await Promise.all([
    rowsByKey(c, (after, limit) => listDays(ctx.db, { each: limit, most: limit, after }), keyOfDay),
    listPartners(ctx.db),
  ])
  const storefronts = partners.filter(({ kind }) => kind === 'storefront')
  return listPage(
    request,
    {
      title: said.title,
      lead: said.lead,
      place: '/konsol/keuangan/rekonsiliasi',
      file: 'rekonsiliasi',
      columns: dayColumns(language),
      ...page,
      before: (
        <>
          <p>
            <a href="/konsol/keuangan/selisih">{said.allDifferences}</a>
          </p>
          <ul class="row">
            {storefronts.map(({ clientCode, name }) => (
              <li>
                <a href={`/konsol/keuangan/rekonsiliasi/${clientCode}`}>{name}</a>
              </li>
            ))}
          </ul>
        </>
      ),
      after: offers(request, 'run_money') ? (
        <section class="panel stack">
          <h2>{said.bring}</h2>
          <p>{said.bringText}</p>
          <parts.Form action="/konsol/keuangan/rekonsiliasi" files button={said.look}>
            {fileForm(storefronts).fields(c, shown)}
          </parts.Form>
        </section>
      ) : (
        ''
      ),
    },
    shown,
  )
}

/** Closed days with what they came to, and their files. */
export function dayColumns(language: ConsoleRequest['language']): ListColumn<ListedDay>[] {
  const said = reconciliationWords[language]
  const count = (label: string, cell: (one: ListedDay) => number) => ({ label, right: true, cell })
  const money = (label: string, cell: (one: ListedDay) => number) => ({
    ...count(label, cell),
    show: (one: ListedDay) => formatRupiah(cell(one)),
  })
  return [
    { label: said.day, cell: (one) => one.day },
    {
      label: said.storefront,
      cell: (one) => one.storefront,
      show: (one) => <a href={`/konsol/keuangan/rekonsiliasi/${one.clientCode}`}>{one.storefront}</a>,
    },
    count(said.purchases, ({ totals }) => totals.purchase.lines),
    money(said.paid, ({ totals }) => totals.purchase.paid_by_card),
    count(said.cancellations, ({ totals }) => totals.cancellation.lines),
    count(said.redeems, ({ totals }) => totals.redeem.lines),
    count(said.completions, ({ totals }) => totals.completion.lines),
    money(said.held, ({ closing }) => closing.held),
    money(said.commission, ({ closing }) => closing.commission),
    money(said.promoOwed, ({ closing }) => closing.promo_owed),
    {
      ...count(said.differences, (one) => one.openDifferences),
      show: (one) => (
        <a href={`/konsol/keuangan/selisih?toko=${one.clientCode}&hari=${one.day}`}>
          {whole(one.openDifferences, language)}
        </a>
      ),
    },
    {
      label: said.files,
      show: (one) => <Files partner={one.clientCode} day={one.day} signed language={language} />,
    },
  ]
}

/** The files of a day; its signatures where it has them. */
export function Files(props: {
  partner: string
  day: string
  signed?: boolean
  language: ConsoleRequest['language']
}) {
  const { partner, day, signed, language } = props
  const said = reconciliationWords[language]
  return (
    <>
      <a href={`/konsol/keuangan/rekonsiliasi/${partner}/${day}.json`}>JSON</a>{' '}
      <a href={`/konsol/keuangan/rekonsiliasi/${partner}/${day}.csv`}>CSV</a>
      {signed ? (
        <>
          {' '}
          (<a href={`/konsol/keuangan/rekonsiliasi/${partner}/${day}.json.jws`}>{said.signature} JSON</a>,{' '}
          <a href={`/konsol/keuangan/rekonsiliasi/${partner}/${day}.csv.jws`}>CSV</a>)
        </>
      ) : (
        ''
      )}
    </>
  )
}

/** Takes the file of a storefront to be looked at; what differs is shown before anything is kept. */
export async function submitPartnerFile(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, deps, language, actor } = request
  const answers = await fileForm([]).read(c)
  if (!answers.ok) return reconciliationPage(request, answers)
  const { toko, hari: day } = answers.values
  const again = (refused: Refusal<TakeRefusal>) =>
    reconciliationPage(request, { problem: takeSentence(language, refused), typed: answers.typed })
  const partner = await findStorefront(ctx.db, toko)
  if (!partner) return again(refuse('storefront_unknown'))
  const content = c.get('upload')
  if (!content) return again(refuse('file_missing'))
  if (content.length > mostPartnerFileBytes) return again(refuse('file_too_large'))
  const name = `${toko}-${day}.csv`
  const brought = await bringPartnerFile(deps.reconciling, partner, { day, name, content }, actor)
  if (!brought.ok) return again(brought)
  return goTo(c, `/konsol/keuangan/berkas-toko/${brought.value.fileId}`)
}

/** 100,000 rows have some 10 MB. */
export const mostPartnerFileBytes = 32 * 1024 * 1024

/** Why a file is not compared: what refuses a list brings its own sentence. */
export function takeSentence(
  language: ConsoleRequest['language'],
  { refusal, facts }: Refusal<TakeRefusal>,
): string {
  if (facts.said) return facts.said[language]
  return sentenceOf(takeRefusals, refusal as keyof typeof takeRefusals.id, facts, language)
}
