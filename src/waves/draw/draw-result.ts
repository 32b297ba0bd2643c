import { z } from 'zod'
import { type Allotted, drawFormat, selectedOf } from './draw-rules.ts'

const hex = z.string().regex(/^[0-9a-f]{64}$/)
const count = z.number().int().min(0)

/** closed.json: what is published when the list is closed. */
export const closedSchema = z.strictObject({
  format: z.literal(drawFormat),
  programme_year: z.number().int(),
  wave: count,
  commitment: hex,
  applicants: count,
  list_root: hex,
})

/** result.json: what is published when the draw is announced. */
export const resultSchema = closedSchema.extend({
  public_value: z.string().min(1),
  seed: hex,
  struck: count,
  struck_sha256: hex,
  selected: count,
  province_selected: z.record(z.string().regex(/^\d{2}$/), count),
  common_selected: count,
  reserves: count,
  result_root: hex,
})

export type DrawClosed = z.infer<typeof closedSchema>
export type DrawResult = z.infer<typeof resultSchema>

/** The text of closed.json and result.json. */
export function publishedJson(value: DrawClosed | DrawResult): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

/** The counts of a result, from what was allotted. */
export function resultCounts(
  allotted: Allotted,
): Pick<DrawResult, 'struck' | 'selected' | 'province_selected' | 'common_selected' | 'reserves'> {
  return {
    struck: allotted.struck,
    selected: selectedOf(allotted),
    province_selected: { ...allotted.province },
    common_selected: allotted.common,
    reserves: allotted.reserves,
  }
}
