import type { Context } from '../../database/context.ts'
import { first, statement, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import type { EventName } from '../../journal/events.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import type { PartnerDirectory } from './directory.ts'
import { isDomain, type RoleProblem, roleProblem } from './partner-rules.ts'
import { institutionExists, journalPartner, type PartnerRow } from './store.ts'

/** What a partner is, as far as it can be changed. */
export type PartnerFacts = Pick<
  PartnerRow,
  'name' | 'kind' | 'domain' | 'institutionId' | 'actsAsInstitution' | 'status'
>

/** What is to be otherwise; what is not named stays. */
export interface PartnerChange extends Actor, Partial<PartnerFacts> {
  readonly clientCode: string
  readonly reason: string
}

export type ChangeRefusal =
  | 'reason_missing'
  | 'partner_unknown'
  | 'name_missing'
  | 'domain_malformed'
  | RoleProblem
  | 'institution_unknown'
  | 'own_storefront_sells'
  | 'nothing_to_change'

type Before = PartnerFacts & { partnerId: number; storefront: string | undefined }

const lock = statement<[clientCode: string], 'partners/lock-to-change', Before>(
  'partners/lock-to-change',
  `select partner_id, name, kind, domain, institution_id,
          acts_as_institution, status, storefront
     from partner where client_code = $1 for update`,
)

const update = statement<
  [
    partnerId: number,
    name: string,
    kind: string,
    domain: string,
    institutionId: number | null,
    actsAsInstitution: boolean,
    status: string,
  ]
>(
  'partners/change',
  `update partner
      set name = $2, kind = $3, domain = $4, institution_id = $5, acts_as_institution = $6, status = $7
    where partner_id = $1`,
)

/**
 * Changes what a partner is called and is, or suspends it and lets it go on: a suspended one is refused every call within
 * four seconds, and nobody signs on for it. Returns what it is now. Refuses, in this order, `reason_missing`,
 * `partner_unknown`, `name_missing`, `domain_malformed`, `institution_missing` and `own_storefront` for a role that it
 * cannot have, `own_storefront_sells`, `institution_unknown`, and `nothing_to_change`.
 */
export async function changePartner(
  ctx: Context,
  directory: PartnerDirectory,
  change: PartnerChange,
): Promise<Outcome<PartnerFacts, ChangeRefusal>> {
  if (change.reason.trim() === '') return refuse('reason_missing')
  const outcome = await inTransaction(
    ctx.db,
    async (client): Promise<Outcome<PartnerFacts, ChangeRefusal>> => {
      const before = await first(client, lock, [change.clientCode])
      if (!before) return refuse('partner_unknown')
      const { partnerId, storefront, ...was } = before
      const is = changed(was, change)
      if (is.name === '') return refuse('name_missing')
      if (!isDomain(is.domain)) return refuse('domain_malformed')
      const problem = roleProblem({ ...is, storefront })
      if (problem) return refuse(problem)
      // Our own storefronts are what their journeys are, and sell in this process whatever their partner is.
      if (storefront !== undefined && is.kind !== 'storefront') return refuse('own_storefront')
      if (storefront !== undefined && is.status === 'suspended') return refuse('own_storefront_sells')
      if (is.institutionId !== undefined && !(await institutionExists(client, is.institutionId)))
        return refuse('institution_unknown')
      const facts = Object.fromEntries(
        (Object.keys(is) as (keyof PartnerFacts)[])
          .filter((fact) => is[fact] !== was[fact])
          .map((fact) => [fact, { from: was[fact] ?? null, to: is[fact] ?? null }]),
      )
      if (Object.keys(facts).length === 0) return refuse('nothing_to_change')
      const { name, kind, domain, institutionId, actsAsInstitution, status } = is
      await touched(client, update, [partnerId, name, kind, domain, institutionId, actsAsInstitution, status])
      await journalPartner(client, change, ctx.clock.now(), eventOf(was, is), facts)
      return done(is)
    },
  )
  directory.changed()
  return outcome
}

function changed(was: PartnerFacts, to: PartnerChange): PartnerFacts {
  const kind = to.kind ?? was.kind
  return {
    name: (to.name ?? was.name).trim(),
    kind,
    domain: to.domain ?? was.domain,
    institutionId: to.institutionId === undefined ? was.institutionId : to.institutionId,
    // what an institution is by its kind, it is not a second time
    actsAsInstitution: kind === 'storefront' && (to.actsAsInstitution ?? was.actsAsInstitution),
    status: to.status ?? was.status,
  }
}

function eventOf(was: PartnerFacts, is: PartnerFacts): EventName {
  if (was.status === is.status) return 'partner_changed'
  return is.status === 'suspended' ? 'partner_suspended' : 'partner_released'
}
