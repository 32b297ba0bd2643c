import type { Context } from '../database/context.ts'
import { rows, statement, touched } from '../database/sql.ts'
import { storefrontFiles } from '../storefronts/journeys.ts'

/** The partner with which anybody may try the integration API; its key is published and opens sandbox cards only. */
export const sandboxPartner = {
  clientCode: 'mitra-uji-01',
  name: 'Mitra Uji 01',
  domain: 'mitra-uji-01.example',
  signKey: 'kunci-uji-bukan-rahasia-0001',
} as const

const insertStorefronts = statement<
  [now: Date, ids: string[], names: string[], domains: string[], givesVoucher: boolean[]]
>(
  'demo/insert-storefronts',
  `
  with made as (
    insert into partner (client_code, name, kind, domain, storefront, gives_voucher, created_at)
    select id, name, 'storefront', domain, id, gives_voucher, $1
    from unnest($2::text[], $3::text[], $4::text[], $5::boolean[]) as ours (id, name, domain, gives_voucher)
    on conflict do nothing
    returning client_code
  )
  insert into journal (at, actor, act, subject, reason, request_id)
  select $1, 'system:demo', 'partner_registered', 'partner:' || client_code, 'own_storefront', 'demo-seed' from made
  `,
)

/** The key comes with the partner: one that was rotated or revoked since stays so. */
const insertSandboxPartner = statement<
  [now: Date, clientCode: string, name: string, domain: string, sealed: Buffer]
>(
  'demo/insert-sandbox-partner',
  `
  with made as (
    insert into partner (client_code, name, kind, domain, sandbox, created_at)
    values ($2, $3, 'storefront', $4, true, $1)
    on conflict do nothing
    returning partner_id, client_code
  ),
  keyed as (
    insert into partner_key (partner_id, slot, sealed, created_at)
    select partner_id, 1, $5, $1::timestamptz from made
  )
  insert into journal (at, actor, act, subject, reason, request_id)
  select $1, 'system:demo', 'partner_registered', 'partner:' || client_code, 'sandbox', 'demo-seed' from made
  `,
)

const selectSandboxKeys = statement<[], 'demo/select-sandbox-keys'>(
  'demo/select-sandbox-keys',
  `
  select distinct on (partner.partner_id) partner.client_code, partner_key.sealed
  from partner
  join partner_key using (partner_id)
  where partner.sandbox and partner.kind = 'storefront' and partner.status = 'active'
  order by partner.partner_id, partner_key.created_at desc
  `,
)

/** Brings in the storefronts whose file has something for the demo, and the sandbox partner; those that are there stay as they are. */
export async function seedPartners(ctx: Context): Promise<void> {
  const now = ctx.clock.now()
  const shops = storefrontFiles.flatMap(({ journey, demo }) => (demo ? [{ ...journey, ...demo }] : []))
  await touched(ctx.db, insertStorefronts, [
    now,
    shops.map(({ id }) => id),
    shops.map(({ name }) => name),
    shops.map(({ domain }) => domain),
    shops.map(({ delivery }) => delivery === 'voucher'),
  ])
  const { clientCode, name, domain, signKey } = sandboxPartner
  await touched(ctx.db, insertSandboxPartner, [now, clientCode, name, domain, ctx.secrets.seal(signKey)])
}

/** The sandbox storefronts with their newest keys, which are no secret. */
export async function sandboxKeys(ctx: Context): Promise<{ client_code: string; sign_key: string }[]> {
  const keys = await rows(ctx.db, selectSandboxKeys, [])
  return keys.map((key) => ({ client_code: key.clientCode, sign_key: ctx.secrets.open(key.sealed) }))
}
