import { createReadStream } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { drawFiles } from '../../waves/draw/lines.ts'
import { verifyDraw } from '../../waves/draw/published/verify-draw.ts'
import { entryName } from './check-ledger.ts'
import { type Manifest, packFiles } from './manifest.ts'
import { flaw, looking, type PackCheck, type PackRow, packedRows } from './pack-check.ts'
import { sampleOf } from './sample-rules.ts'

/** The sample of a pack as its files have it. */
export interface Sample {
  readonly payments: readonly string[]
  readonly items: readonly PackRow[]
}

/** Reads the sample, which is small. */
export async function readSample(check: PackCheck): Promise<Sample> {
  const read = async (file: string) => {
    const found: PackRow[] = []
    await looking(check, file, async () => {
      for await (const row of packedRows(check, file)) found.push(row)
    })
    return found
  }
  const payments = await read(packFiles.sample)
  return { payments: payments.map((row) => row.payment_id!), items: await read(packFiles.items) }
}

/** The sample is the one of the seed, and each of its payments is what its entries come to. */
export function checkSample(
  check: PackCheck,
  { sample: { seed, size } }: Manifest,
  { payments, items }: Sample,
  asked: ReadonlyMap<string, string>,
): void {
  const drawn = sampleOf(asked.keys(), seed, size)
  if (drawn.join() !== payments.join())
    flaw(check, packFiles.sample, `the seed draws ${drawn.join(' ')}, and the file has ${payments.join(' ')}`)
  for (const payment of payments) {
    const sum = items
      .filter((row) => row.payment_id === payment)
      .reduce((so, row) => so + Number(row.amount), 0)
    if (String(sum) !== asked.get(payment))
      flaw(
        check,
        packFiles.items,
        `payment ${payment}: its entries come to ${sum}, and it pays ${asked.get(payment)}`,
      )
  }
}

/** The entries that the items of a sample name, each with its rupiah. */
export function entriesOfSample({ items }: Sample): Map<string, string> {
  return new Map(items.map((row) => [entryName(row), row.amount!]))
}

const selected = ['P', 'C', 'R']

/**
 * Every draw is recomputed, and whoever earned what a sampled payment pays by a card of a drawn wave is among those whom that
 * draw selected. Returns how many holders were found there, and how many have their cards from a wave without a draw.
 */
export async function checkDraws(
  check: PackCheck,
  { draws }: Manifest,
  { items }: Sample,
): Promise<{ readonly drawn: number; readonly notDrawn: number }> {
  const holders = new Map(items.map((row) => [`${row.card_id} ${row.wave} ${row.ref}`, row]))
  let drawn = 0
  for (const name of draws) {
    const own = [...holders.values()].filter(({ wave }) => wave === name)
    const folder = path.join(check.folder, 'draws', name)
    const verdict = await looking(check, `draws/${name}`, () => verifyDraw(folder))
    for (const { step, sentence } of verdict?.differences ?? [])
      flaw(check, `draws/${name}`, `${step}: ${sentence}`)
    if (verdict?.selected === undefined || own.length === 0) continue
    const file = `draws/${name}/${drawFiles.ranks}`
    const letters = await looking(check, file, () =>
      lettersOf(path.join(check.folder, file), new Set(own.map(({ ref }) => ref!))),
    )
    for (const { card_id: card, ref = '' } of own) {
      if (selected.includes(letters?.get(ref) ?? '')) drawn++
      else
        flaw(
          check,
          packFiles.items,
          `card ${card}: the draw of wave ${name} did not select its holder ("${ref}")`,
        )
    }
  }
  return { drawn, notDrawn: [...holders.values()].filter(({ wave }) => !draws.includes(wave!)).length }
}

/** The letters that a draw gave to some refs. */
async function lettersOf(file: string, refs: ReadonlySet<string>): Promise<Map<string, string>> {
  const letters = new Map<string, string>()
  for await (const line of createInterface({
    input: createReadStream(file),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    const [, ref = '', letter = ''] = line.split(' ')
    if (refs.has(ref)) letters.set(ref, letter)
  }
  return letters
}
