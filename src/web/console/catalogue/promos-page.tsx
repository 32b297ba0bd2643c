import { formatRupiah } from '../../../kernel/rupiah.ts'
import { formatDate, formatDeadline } from '../../../kernel/wib.ts'
import { inWib } from '../../../lists/csv-text.ts'
import { journeys } from '../../../storefronts/journeys.ts'
import { listPromos, type Promo, promoStates } from '../../../storefronts/promo/list-promos.ts'
import * as parts from '../../parts/parts.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { csvAnswer, wantsCsv } from '../csv.ts'
import { consolePage, Nothing, type Shown, whole } from '../page.tsx'
import { Act, Filter, FilterChoice, onPage, Pages, rowsAsked } from '../parts/list-parts.tsx'
import { promoForm, withPromo } from './promo-form.ts'
import { promosWords } from './promos-words.ts'

type Language = ConsoleRequest['language']

/** `/konsol/katalog/promo`: promo codes by storefront and state, and the form that makes one. */
export async function promosPage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const { c, ctx, language } = request
  const said = promosWords[language]
  const storefront = withPromo().find(({ id }) => id === c.req.query('toko'))?.id
  const state = promoStates.find((one) => one === c.req.query('keadaan'))
  const all = (await listPromos(ctx, storefront)).filter((promo) => !state || promo.state === state)
  if (wantsCsv(c)) return promoFile(request, all)
  const { offset } = rowsAsked(c, false)
  const promos = all.slice(offset, offset + onPage)
  return consolePage(
    request,
    { title: said.title, csv: true, ...shown },
    <>
      <p class="lead">{said.lead}</p>
      <Filter action="/konsol/katalog/promo" language={language}>
        <FilterChoice
          name="toko"
          label={said.storefront}
          language={language}
          options={withPromo().map(({ id, name }) => ({ value: id, label: name }))}
          value={storefront}
        />
        <FilterChoice
          name="keadaan"
          label={said.state}
          language={language}
          options={promoStates.map((one) => ({ value: one, label: said.states[one] }))}
          value={state}
        />
      </Filter>
      {promos.length === 0 ? <Nothing language={language} /> : <PromoTable {...{ request, promos }} />}
      <Pages request={request} total={all.length} />
      {offers(request, 'run_catalogue') ? (
        <Act title={said.add} action="/konsol/katalog/promo" button={said.add}>
          {promoForm.fields(c, shown)}
        </Act>
      ) : (
        ''
      )}
    </>,
  )
}

const tones = { usable: 'success', not_begun: 'waiting', used_up: 'quiet', ended: 'quiet' } as const

function PromoTable({ request, promos }: { request: ConsoleRequest; promos: readonly Promo[] }) {
  const { language } = request
  const said = promosWords[language]
  const ends = offers(request, 'run_catalogue')
  const nameOf = (id: string) => journeys.find((journey) => journey.id === id)?.name ?? id
  const labels = [said.code, said.storefront, said.state, said.off, said.uses, said.left, said.perPerson]
  return (
    <parts.Table
      caption={said.title}
      captionHidden
      columns={[...labels, said.period, said.for, ...(ends ? [said.end] : [])].map((label) => ({ label }))}
      rows={promos.map((promo) => [
        promo.code,
        nameOf(promo.storefront),
        <parts.StatusTag tone={tones[promo.state]}>{said.states[promo.state]}</parts.StatusTag>,
        reductionOf(promo, language),
        whole(promo.uses, language),
        promo.left === undefined ? said.noLimit : whole(promo.left, language),
        promo.limitPerAccount === undefined ? said.noLimit : whole(promo.limitPerAccount, language),
        periodOf(promo, language),
        [...promo.courses, ...promo.categories].join(', ') || said.everyCourse,
        ...(ends ? [promo.state === 'ended' ? '-' : <EndPromo promo={promo} label={said.end} />] : []),
      ])}
    />
  )
}

function EndPromo({ promo, label }: { promo: Promo; label: string }) {
  return (
    <parts.Form action={`/konsol/katalog/promo/${promo.promoId}/akhiri`} plain>
      <parts.Button look="plain">
        {label}
        <span class="hidden"> {promo.code}</span>
      </parts.Button>
    </parts.Form>
  )
}

function reductionOf({ kind, value, maxDiscount, minPrice }: Promo, language: Language): string {
  const said = promosWords[language]
  const off = kind === 'amount' ? formatRupiah(value) : `${value}%`
  const most = maxDiscount === undefined ? '' : said.atMost(formatRupiah(maxDiscount))
  return `${off}${most}${minPrice === undefined ? '' : said.from(formatRupiah(minPrice))}`
}

function periodOf({ startsAt, endsAt }: Promo, language: Language): string {
  const until = endsAt ? formatDeadline(endsAt, language) : promosWords[language].untilEnded
  return `${formatDate(startsAt, language)} – ${until}`
}

function promoFile({ c }: ConsoleRequest, promos: readonly Promo[]): Response {
  return csvAnswer(
    c,
    'promo',
    [
      ...['storefront', 'code', 'state', 'kind', 'value', 'max_discount', 'min_price', 'uses', 'left'],
      ...['per_account', inWib('starts_at'), inWib('ends_at'), 'courses', 'categories'],
    ],
    promos.map((promo) => [
      ...[promo.storefront, promo.code, promo.state, promo.kind, promo.value, promo.maxDiscount ?? ''],
      ...[promo.minPrice ?? '', promo.uses, promo.left ?? '', promo.limitPerAccount ?? ''],
      ...[promo.startsAt, promo.endsAt, promo.courses.join(' '), promo.categories.join(' ')],
    ]),
  )
}
