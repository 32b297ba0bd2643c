import { formatRupiah } from '../../../kernel/rupiah.ts'
import { formatDate, formatDeadline } from '../../../kernel/wib.ts'
import { journeys } from '../../../storefronts/journeys.ts'
import { listPromos, type Promo, promoStates } from '../../../storefronts/promo/list-promos.ts'
import * as parts from '../../parts/parts.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { type Shown, whole } from '../page.tsx'
import { type ListColumn, listPage } from '../parts/list-page.tsx'
import { Act, asked, Filter, FilterChoice } from '../parts/list-parts.tsx'
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
  const ends = offers(request, 'run_catalogue')
  return listPage(
    request,
    {
      title: said.title,
      lead: said.lead,
      place: '/konsol/katalog/promo',
      file: 'promo',
      columns: columnsOf(language, ends),
      rows: all,
      filter: (
        <Filter action="/konsol/katalog/promo" language={language} order={asked(c, 'urut')}>
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
      ),
      after: ends ? (
        <Act title={said.add} action="/konsol/katalog/promo" button={said.add}>
          {promoForm.fields(c, shown)}
        </Act>
      ) : (
        ''
      ),
    },
    shown,
  )
}

const tones = { usable: 'success', not_begun: 'waiting', used_up: 'quiet', ended: 'quiet' } as const

function columnsOf(language: Language, ends: boolean): ListColumn<Promo>[] {
  const said = promosWords[language]
  const nameOf = (id: string) => journeys.find((journey) => journey.id === id)?.name ?? id
  const limit = (count: number | undefined) => (count === undefined ? said.noLimit : whole(count, language))
  const end: ListColumn<Promo> = {
    label: said.end,
    show: (promo) => (promo.state === 'ended' ? '-' : <EndPromo promo={promo} label={said.end} />),
  }
  return [
    { label: said.code, key: 'kode', cell: (promo) => promo.code },
    { label: said.storefront, key: 'toko', cell: (promo) => nameOf(promo.storefront) },
    {
      label: said.state,
      key: 'keadaan',
      cell: (promo) => said.states[promo.state],
      show: (promo) => (
        <parts.StatusTag tone={tones[promo.state]}>{said.states[promo.state]}</parts.StatusTag>
      ),
    },
    { label: said.off, cell: (promo) => reductionOf(promo, language) },
    { label: said.uses, key: 'dipakai', right: true, cell: (promo) => promo.uses },
    {
      label: said.left,
      key: 'sisa',
      right: true,
      cell: (promo) => promo.left,
      show: ({ left }) => limit(left),
    },
    {
      label: said.perPerson,
      right: true,
      cell: (promo) => promo.limitPerAccount,
      show: ({ limitPerAccount }) => limit(limitPerAccount),
    },
    {
      label: said.startsAt,
      key: 'mulai',
      cell: (promo) => promo.startsAt,
      show: ({ startsAt }) => formatDate(startsAt, language),
    },
    {
      label: said.endsAt,
      key: 'akhir',
      cell: (promo) => promo.endsAt,
      show: ({ endsAt }) => (endsAt ? formatDeadline(endsAt, language) : said.untilEnded),
    },
    {
      label: said.for,
      cell: (promo) => [...promo.courses, ...promo.categories].join(', ') || said.everyCourse,
    },
    ...(ends ? [end] : []),
  ]
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
