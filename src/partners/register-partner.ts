import type { Context } from '../database/context.ts'
import { inTransaction } from '../database/transaction.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import type { PartnerDirectory } from './directory.ts'
import { newKeyText } from './keys.ts'
import { isDomain, type RoleProblem, roleProblem } from './partner-rules.ts'
import { insertPartner, institutionExists, journalPartner, putKey } from './store.ts'

export interface Registration extends Actor {
  readonly reason?: string
  /** 1-64 of letters, digits, `_`, `.`, `-` */
  readonly clientCode: string
  readonly name: string
  readonly kind: 'storefront' | 'institution'
  /** the host that the OTP message is bound to, such as `toko.example` */
  readonly domain: string
  /** our own storefront of this id, if it is one of ours */
  readonly storefront?: string
  readonly institutionId?: number
  /** a storefront that makes the calls of its institution, too; never one of our own storefronts */
  readonly actsAsInstitution?: boolean
  readonly givesVoucher?: boolean
  readonly sandbox?: boolean
  readonly demandsSha256?: boolean
  /** the first signing key, where both sides know one already; at least 16 characters. Else one is made. */
  readonly key?: string
}

export interface RegisteredPartner {
  readonly partnerId: number
  readonly clientCode: string
  /** shown this once */
  readonly key: string
}

export type RegistrationRefusal =
  | 'client_code_malformed'
  | 'name_missing'
  | 'domain_malformed'
  | 'key_too_short'
  | RoleProblem
  | 'institution_unknown'
  | 'partner_taken'

/**
 * Makes a partner with its first key. Refuses, in this order, `client_code_malformed`, `name_missing`,
 * `domain_malformed`, `key_too_short`, `institution_missing` and `own_storefront` for a role that it cannot have,
 * `institution_unknown`, and `partner_taken` when the client code or the storefront has one already.
 */
export async function registerPartner(
  ctx: Context,
  directory: PartnerDirectory,
  registration: Registration,
): Promise<Outcome<RegisteredPartner, RegistrationRefusal>> {
  const { clientCode, name, domain, institutionId } = registration
  if (!/^[\w.-]{1,64}$/.test(clientCode)) return refuse('client_code_malformed')
  if (name.trim() === '') return refuse('name_missing')
  if (!isDomain(domain)) return refuse('domain_malformed')
  const key = registration.key ?? newKeyText()
  if (key.length < 16) return refuse('key_too_short')
  const rolesProblem = roleProblem(registration)
  if (rolesProblem) return refuse(rolesProblem)
  const outcome = await inTransaction(ctx.db, async (client) => {
    const now = ctx.clock.now()
    if (institutionId !== undefined && !(await institutionExists(client, institutionId)))
      return refuse('institution_unknown')
    const partner = {
      clientCode,
      name: name.trim(),
      kind: registration.kind,
      domain,
      storefront: registration.storefront,
      institutionId,
      actsAsInstitution: registration.actsAsInstitution ?? false,
      givesVoucher: registration.givesVoucher ?? false,
      sandbox: registration.sandbox ?? false,
      demandsSha256: registration.demandsSha256 ?? false,
      createdAt: now,
    }
    const partnerId = await insertPartner(client, partner)
    if (partnerId === undefined) return refuse('partner_taken')
    await putKey(client, partnerId, 1, ctx.secrets.seal(key), now)
    const facts = { kind: partner.kind, sandbox: partner.sandbox }
    await journalPartner(client, registration, now, 'partner_registered', clientCode, facts)
    return done({ partnerId, clientCode, key })
  })
  directory.changed()
  return outcome
}
