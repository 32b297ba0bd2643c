import { refBytes } from '../applicant-ref.ts'

/** How somebody stood in the wave itself. */
export const standing = {
  listed: 0,
  /** taken out or struck because the family card had as many as there may be */
  family: 1,
  /** taken out or struck for what no rule of a wave changes */
  barred: 2,
} as const

/** Everybody who joined a wave and did not leave by themselves, in the order of their refs. In columns: they are millions. */
export interface Applicants {
  readonly count: number
  /** 16 bytes each */
  readonly refs: Buffer
  readonly province: Buffer
  /** whole years when they joined */
  readonly age: Buffer
  /** 0: not looked at, or not known; 1: man; 2: woman. Looked at only of those who have a seat on either side */
  readonly sex: Buffer
  /** priority groups: that of the wave, and that of the rules that are tried */
  readonly groups: { readonly own: Buffer; readonly tried: Buffer }
  readonly standing: Buffer
  /** in the list whose root was published: those struck later are in it, those taken out at its closing are not */
  readonly inList: Buffer
  /** 1: not let in by the rules that are tried, though those of the wave did; 2: by theirs alone */
  readonly verdict: Buffer
}

export const verdicts = { same: 0, leftOut: 1, letIn: 2 } as const

/** What is kept of one of them beside the ref. */
const kept = ['province', 'age', 'own', 'tried', 'standing', 'inList', 'verdict'] as const
export type KeptFacts = Readonly<Record<(typeof kept)[number], number>>

const pageSize = 65_536

/** Takes applicants in, one after the other; how many there will be nobody has to know. */
export function openColumns() {
  const refs: Buffer[] = []
  const columns = kept.map((name) => ({ name, pages: [] as Buffer[] }))
  let count = 0
  const whole = (pages: readonly Buffer[], width: number) => Buffer.concat(pages, count * width)
  return {
    add(ref: Buffer, facts: KeptFacts): void {
      const at = count % pageSize
      if (at === 0) {
        refs.push(Buffer.alloc(pageSize * refBytes))
        for (const { pages } of columns) pages.push(Buffer.alloc(pageSize))
      }
      ref.copy(refs.at(-1)!, at * refBytes)
      for (const { name, pages } of columns) pages.at(-1)![at] = facts[name]
      count++
    },
    count: () => count,
    end(): Applicants {
      const of = (name: (typeof kept)[number]) =>
        whole(columns.find((column) => column.name === name)!.pages, 1)
      return {
        count,
        refs: whole(refs, refBytes),
        province: of('province'),
        age: of('age'),
        sex: Buffer.alloc(count),
        groups: { own: of('own'), tried: of('tried') },
        standing: of('standing'),
        inList: of('inList'),
        verdict: of('verdict'),
      }
    },
  }
}

/** The place of a ref among the applicants, or -1. */
export function placeOf({ refs, count }: Applicants, ref: Buffer): number {
  let [from, to] = [0, count - 1]
  while (from <= to) {
    const middle = (from + to) >> 1
    const order = ref.compare(refs, middle * refBytes, (middle + 1) * refBytes)
    if (order === 0) return middle
    if (order < 0) to = middle - 1
    else from = middle + 1
  }
  return -1
}
