import { offerCatalogue } from '../catalogue/offer-catalogue.ts'
import type { Context } from '../database/context.ts'
import { one, statement } from '../database/sql.ts'
import { journeys } from './journeys.ts'

const certificates = `case when two then array['institution', 'ministry'] else array['institution'] end`

const insertMissing = statement<
  [
    ids: string[],
    names: string[],
    givesVoucher: boolean[],
    domain: string,
    now: Date,
    twoCertificates: boolean[],
  ],
  'storefronts/insert-missing-partners',
  'made'
>(
  'storefronts/insert-missing-partners',
  `
  with made as (
    insert into partner (client_code, name, kind, domain, storefront, gives_voucher, certificates, created_at)
    select id, name, 'storefront', $4, id, gives_voucher, ${certificates}, $5
    from unnest($1::text[], $2::text[], $3::boolean[], $6::boolean[]) as ours (id, name, gives_voucher, two)
    on conflict do nothing
    returning client_code
  ),
  -- the journey's file says which certificates there are, also of one that was registered before
  certified as (
    update partner set certificates = ${certificates}
    from unnest($1::text[], $6::boolean[]) as ours (id, two)
    where partner.storefront = ours.id and partner.certificates <> ${certificates}
    returning client_code
  ),
  told as (
    insert into journal (at, actor, act, subject, reason, request_id)
    select $5, 'system:start', 'partner_registered', 'partner:' || client_code, 'own_storefront', 'start' from made
    union all
    select $5, 'system:start', 'partner_certificates_changed', 'partner:' || client_code, 'own_storefront', 'start'
    from certified
  )
  select count(*)::int as made from made
  `,
)

/**
 * Makes sure that every storefront of ours is a partner of the programme, as it must be to sell. One that is there
 * stays as it is, but for the certificates that its journey gives; a new one signs no calls, so it gets no key. `domain` is the host that OTP messages are bound to.
 * @returns how many were made
 */
export async function registerStorefronts(ctx: Context, domain: string): Promise<number> {
  const vouchers = journeys.map(({ delivery }) => delivery === 'voucher')
  const names = journeys.map(({ name }) => name)
  const ids = journeys.map(({ id }) => id)
  const { made } = await one(ctx.db, insertMissing, [
    ids,
    names,
    vouchers,
    domain,
    ctx.clock.now(),
    journeys.map(({ certificates }) => certificates?.includes('ministry') ?? false),
  ])
  await offerCatalogue(ctx.db, ctx.clock.now(), { actor: 'system:start', requestId: 'start' })
  return made
}
