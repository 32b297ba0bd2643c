import type { Context } from '../../../database/context.ts'
import { formatDate, formatInstant, type Language, startOfWibDate } from '../../../kernel/wib.ts'
import { errorCatalogue } from '../../../partners/error-catalogue.ts'
import { balances } from '../../../reports/charts/balances.ts'
import { byHour } from '../../../reports/charts/by-hour.ts'
import { completion, ratings } from '../../../reports/charts/completion.ts'
import { deadlineCurve } from '../../../reports/charts/deadline-curve.ts'
import type { FigureRow, Window } from '../../../reports/charts/figures.ts'
import { openCases } from '../../../reports/charts/open-cases.ts'
import { otps } from '../../../reports/charts/otps.ts'
import { refusals } from '../../../reports/charts/refusals.ts'
import { institutionShares, storefrontShares } from '../../../reports/charts/shares.ts'
import { keptBalance } from '../../../reports/kept-balance.ts'
import type { Permission } from '../../../staff/permissions.ts'
import { waveFunnel } from '../../../waves/wave-funnel.ts'
import type { ChartName } from './charts-words.ts'
import { rowWords } from './row-words.ts'

type Db = Context['db']

/** What a chart is read for: nothing, a wave, or a window of time. */
type Reading =
  | { readonly asks: 'nothing'; read(ctx: Pick<Context, 'db' | 'clock'>): Promise<readonly FigureRow[]> }
  | {
      readonly asks: 'wave'
      read(ctx: Pick<Context, 'db' | 'clock'>, waveId: number): Promise<readonly FigureRow[]>
    }
  | { readonly asks: 'window'; read(db: Db, window: Window): Promise<readonly FigureRow[]> }

export type Chart = Reading & {
  /** what it takes to see it, beside the programme */
  readonly sees?: Permission
  readonly look: 'bars' | 'funnel' | 'stack' | 'lines'
  /** counts whole tables: at most once a minute for everybody */
  readonly wholeTables?: boolean
  /** columns that are rupiah; all others count */
  readonly rupiah?: readonly number[]
  /** a last column with the part of the first one that each row has */
  readonly shares?: boolean
  /** what rows are called, where not by the words of the page or as they stand */
  readonly names?: 'instants' | 'days' | 'refusals'
}

/** Every chart, by the name in its address. */
export const charts: Readonly<Record<ChartName, Chart>> = {
  corong: {
    asks: 'wave',
    look: 'funnel',
    wholeTables: true,
    read: async ({ db }, waveId) => {
      const { joined, listed, selected, notified, bought } = await waveFunnel(db, waveId)
      return Object.entries({ joined, listed, selected, notified, bought }).map(rowOf)
    },
  },
  'per-jam': { asks: 'window', look: 'lines', names: 'instants', read: byHour },
  tenggat: {
    asks: 'wave',
    look: 'lines',
    wholeTables: true,
    names: 'days',
    read: ({ db, clock }, waveId) => deadlineCurve(db, { waveId, now: clock.now() }),
  },
  saldo: {
    asks: 'nothing',
    sees: 'see_money',
    look: 'bars',
    wholeTables: true,
    rupiah: [0],
    shares: true,
    read: ({ db }) => balances(db, null),
  },
  toko: {
    asks: 'window',
    sees: 'see_money',
    look: 'bars',
    rupiah: [0],
    shares: true,
    read: storefrontShares,
  },
  lembaga: {
    asks: 'window',
    sees: 'see_money',
    look: 'bars',
    rupiah: [0],
    shares: true,
    read: institutionShares,
  },
  penyelesaian: { asks: 'window', look: 'funnel', read: completion },
  penilaian: { asks: 'window', look: 'bars', shares: true, read: ratings },
  otp: { asks: 'window', look: 'stack', read: otps },
  penolakan: { asks: 'window', look: 'bars', shares: true, names: 'refusals', read: refusals },
  kasus: {
    asks: 'nothing',
    sees: 'see_cases',
    look: 'stack',
    read: ({ db, clock }) => openCases(db, clock.now()),
  },
  uang: { asks: 'nothing', sees: 'see_money', look: 'bars', rupiah: [0], read: moneyRows },
}

const places = ['card', 'clearing', 'payable_institution', 'payable_storefront', 'payable_person'] as const

async function moneyRows(ctx: Pick<Context, 'db' | 'clock'>): Promise<readonly FigureRow[]> {
  const { accounts } = (await keptBalance(ctx)).balance
  const owed = 0 - accounts.owed_storefront - accounts.owed_institution - accounts.owed_person
  const { in_transit, bank, suspense } = accounts
  const held = places.map((place): [string, number] => [place, accounts[place]])
  return [...held, ...Object.entries({ in_transit, bank, suspense, owed })].map(rowOf)
}

function rowOf([name, value]: [string, number]): FigureRow {
  return { name, values: [value] }
}

/** The charts that somebody of the staff may see, in their order. */
export function chartsFor(may: (permission: Permission) => boolean): ChartName[] {
  return (Object.keys(charts) as ChartName[]).filter((name) => {
    const { sees } = charts[name]
    return sees === undefined || may(sees)
  })
}

/** What a row is called in the table, and beside its bar. */
export function rowName({ names }: Chart, name: string, language: Language): string {
  if (names === 'instants') return formatInstant(new Date(name), language)
  if (names === 'days') return formatDate(startOfWibDate(name), language)
  if (names === 'refusals') return refusalName(name, language)
  return rowWords[language][name] ?? name
}

function refusalName(name: string, language: Language): string {
  const entry = errorCatalogue[name as keyof typeof errorCatalogue]
  if (!entry) return name
  return language === 'id' ? entry.message({}) : entry.description
}
