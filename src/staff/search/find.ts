import type { Context } from '../../database/context.ts'
import { may, type Role } from '../permissions.ts'
import { mostFound, peopleMeant } from './find-people.ts'
import { type FoundThing, thingsMeant } from './find-things.ts'
import type { FoundPerson } from './found-person.ts'
import { questionOf } from './question.ts'

/** What a search found, of what whoever asked may see. */
export interface Finding {
  readonly people: readonly FoundPerson[]
  /** there are more people than are told: narrow the search */
  readonly many: boolean
  readonly things: readonly FoundThing[]
}

/**
 * Finds whatever is meant by what was typed into the one search box: people, cases, payments, invoices, courses,
 * institutions and storefronts, as far as these roles may see them. What was typed is kept nowhere.
 */
export async function findAnything(
  ctx: Pick<Context, 'db' | 'secrets'>,
  roles: readonly Role[],
  typed: string,
): Promise<Finding> {
  const question = questionOf(typed, ctx.secrets)
  if (!question) return { people: [], many: false, things: [] }
  const [people, things] = await Promise.all([
    may(roles, 'see_people') ? peopleMeant(ctx, question) : [],
    thingsMeant(ctx, roles, question),
  ])
  return { people, many: people.length >= mostFound, things }
}
