import type { Context } from '../../database/context.ts'
import { type CoursePage, findCourse, wholePage } from '../courses.ts'

/** More do not stand side by side, even on a wide screen. */
export const mostCompared = 3

/** The listed courses of up to three addresses, each once, in their order; what is not listed is left out. */
export async function comparedCourses(
  ctx: Pick<Context, 'db' | 'clock'>,
  slugs: readonly string[],
): Promise<CoursePage[]> {
  const asked = [...new Set(slugs)].slice(0, mostCompared)
  const found = await Promise.all(asked.map((slug) => findCourse(ctx, slug)))
  const pages = await Promise.all(found.map((course) => wholePage(ctx, course)))
  return pages.filter((page) => page !== undefined)
}
