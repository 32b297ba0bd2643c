import { cardFacts } from '../card/card-facts.ts'
import type { Context } from '../database/context.ts'
import { first } from '../database/sql.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { maskEmail } from '../kernel/email.ts'
import { maskPhone } from '../kernel/phone.ts'
import type { Actor } from '../kernel/request.ts'
import { cardOfPerson } from '../people/card-of-person.ts'
import { findPeople } from '../staff/search/find-people.ts'
import type { FoundPerson } from '../staff/search/found-person.ts'
import { deskRules } from './desk-rules.ts'
import * as sql from './desk-sql.ts'

/** What the journal has for who was only among those found. */
export const foundAtDesk = 'found_at_desk'

/**
 * Finds people at the desk by whatever is typed, as the console's search does; at most {@link deskRules.mostFound}, or
 * nobody is shown of too many. Whoever is shown has it in their own log.
 */
export async function findAtDesk(
  ctx: Context,
  typed: string,
  actor: Actor,
): Promise<{ readonly found: readonly FoundPerson[]; readonly tooMany: boolean }> {
  const found = await findPeople(ctx, typed)
  if (found.length > deskRules.mostFound) return { found: [], tooMany: true }
  await writeJournal(
    ctx.db,
    actor,
    ctx.clock.now(),
    found.map(({ personId }) => ({
      event: 'person_viewed' as const,
      subject: `person:${personId}`,
      reason: foundAtDesk,
    })),
  )
  return { found, tooMany: false }
}

/** Somebody as the desk sees them: enough to know whom one helps, nothing to answer its own questions by. */
export interface DeskPerson {
  readonly personId: string
  readonly name: string
  /** all masked */
  readonly phone: string
  readonly email: string
  readonly card:
    | {
        readonly tail: string
        readonly status: 'active' | 'suspended' | 'revoked'
        readonly payingFrom: Date | undefined
      }
    | undefined
  /** what is open for them at the desk */
  readonly deskCaseId: string | undefined
}

/** Opens somebody at the desk; the look is in their own log, with its reason. Undefined where there is no such person. */
export async function openAtDesk(
  ctx: Context,
  personId: string,
  reason: string,
  actor: Actor,
): Promise<DeskPerson | undefined> {
  const person = await first(ctx.db, sql.selectMasked, [personId])
  if (!person) return undefined
  const now = ctx.clock.now()
  await writeJournal(ctx.db, actor, now, [{ event: 'person_viewed', subject: `person:${personId}`, reason }])
  const cardId = await cardOfPerson(ctx.db, personId)
  const card = cardId ? await cardFacts(ctx, cardId) : undefined
  const open = await first(ctx.db, sql.selectDeskCaseOfPerson, [personId, now])
  return {
    personId,
    name: person.name,
    phone: maskPhone(person.phone),
    email: maskEmail(person.email),
    card: card && { tail: card.number.slice(-4), status: card.status, payingFrom: card.payingFrom },
    deskCaseId: open?.deskCaseId,
  }
}
