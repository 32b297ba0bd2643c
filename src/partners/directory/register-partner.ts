import type { Context } from '../../database/context.ts'
import { inTransaction } from '../../database/transaction.ts'
import { reasonRefusals } from '../../journal/reason-refusals.ts'
import { done, type Outcome, type ReasonOf, refusalWords, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import type { PartnerDirectory } from './directory.ts'
import { newKeyText } from './keys.ts'
import { isDomain, roleProblem } from './partner-rules.ts'
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

/** Why a partner is not added, changed or given keys. Each act names which of these it can meet. */
export const partnerRefusals = refusalWords({
  id: {
    client_code_malformed:
      'Tulis kode mitra dengan 1 sampai 64 huruf, angka, titik, tanda hubung, atau garis bawah.',
    name_missing: 'Mitra butuh nama: sebutkan dengan --name.',
    domain_malformed: 'Tulis domain sebagai nama host, seperti toko.example.',
    key_too_short: 'Kunci paling sedikit 16 karakter. Pilih yang lebih panjang.',
    institution_missing:
      'Yang memanggil sebagai lembaga butuh lembaga: sebutkan dengan --institution, nomornya di bekal institution list.',
    institution_unknown: 'Lembaga bernomor itu tidak ada: bekal institution list menunjukkan semuanya.',
    own_storefront:
      'Toko kita sendiri tidak bertindak sebagai lembaga. Daftarkan lembaganya sebagai mitra tersendiri.',
    own_storefront_sells:
      'Ini toko kita sendiri: ia menjual sendiri dan tidak ditangguhkan sebagai mitra. Tarik pelatihannya.',
    nothing_to_change:
      'Mitra ini sudah begitu: tidak ada yang diubah. bekal partner list menunjukkan keadaannya.',
    partner_taken: 'Kode mitra itu sudah dipakai. Pilih kode lain.',
    partner_unknown: 'Mitra berkode itu tidak ada: bekal partner list menunjukkan semuanya.',
    key_unknown: 'Mitra ini tidak punya kunci yang berlaku di tempat itu: bekal partner list menunjukkannya.',
  },
  en: {
    client_code_malformed: 'Write a client code of 1 to 64 letters, digits, dots, dashes or underscores.',
    name_missing: 'The partner needs a name: give it with --name.',
    domain_malformed: 'Write the domain as a host, such as toko.example.',
    key_too_short: 'A key has at least 16 characters. Choose a longer one.',
    institution_missing:
      'Who makes the calls of an institution needs one: name it with --institution, by its number in bekal institution list.',
    institution_unknown: 'There is no institution of this number: bekal institution list shows them.',
    own_storefront:
      'Our own storefronts do not act as institutions. Add the institution as a partner of its own.',
    own_storefront_sells:
      'This is a storefront of ours: it sells by itself and is not suspended as a partner. Withdraw its courses instead.',
    nothing_to_change: 'The partner is so already: nothing was changed. bekal partner list shows what it is.',
    partner_taken: 'There is a partner of this client code already. Choose another code.',
    partner_unknown: 'There is no partner of this client code: bekal partner list shows them.',
    key_unknown: 'The partner has no live key in this slot: bekal partner list shows those it has.',
  },
  also: [reasonRefusals],
})
export type PartnerRefusal = ReasonOf<typeof partnerRefusals>
export type RegistrationRefusal = Exclude<
  PartnerRefusal,
  'reason_missing' | 'own_storefront_sells' | 'nothing_to_change' | 'partner_unknown' | 'key_unknown'
>

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
    await journalPartner(client, registration, now, 'partner_registered', facts)
    return done({ partnerId, clientCode, key })
  })
  directory.changed()
  return outcome
}
