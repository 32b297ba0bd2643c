import { type Queryable, statement, touched } from '../../database/sql.ts'
import { afterQuiet } from '../../messages/after-quiet.ts'
import { waysOf } from '../../messages/ways.ts'
import { providers } from '../accounts/providers.ts'

type Answer = 'paid' | 'failed'

const tell = statement<
  [
    answer: Answer,
    paymentIds: readonly string[],
    amounts: readonly (number | null)[],
    now: Date,
    dueAt: Date,
    providerNames: string,
  ]
>(
  'money/tell-answered',
  `
  with answered as materialized (
    select
      payment.payment_id, payment.party_kind, payment.party_id, payout_account.language, coalesce(given.amount, tried.amount) as amount,
      jsonb_strip_nulls(jsonb_build_object(
        'amount', coalesce(given.amount, tried.amount),
        'account', coalesce($6::jsonb ->> provider, provider) || ' *' || number_tail,
        'reason', case $1 when 'failed' then nullif(bank_reason, '') end
      )) as params
    from unnest($2::bigint[], $3::bigint[]) as given (payment_id, amount)
    join payment on payment.payment_id = given.payment_id
    cross join lateral (
      select amount, bank_reason, account_id from payment_line line
      where line.payment_id = given.payment_id and line.state in ('paid', 'refused', 'returned')
      order by run_id desc limit 1
    ) tried
    join payout_account using (account_id)
  )
  insert into outbox (card_id, channel, address, template, language, params, due_at, created_at)
  select
    card.card_id, way.channel, way.address, 'incentive-' || $1::text, way.language,
    answered.params || jsonb_build_object(
      'name', card.holder_name, 'link', case $1 when 'paid' then '/kartu' else '/rekening' end
    ),
    $5::timestamptz, $4::timestamptz
  from answered
  cross join lateral (
    select card_id from payment_item item
    where item.payment_id = answered.payment_id and item.removed_in is null limit 1
  ) item
  join card on card.card_id = item.card_id
  ${waysOf(`case $1 when 'paid' then 'incentive' else 'money' end`)}
  where party_kind = 'person'
  union all
  select
    0, 'email', institution_user.email, 'payout-' || $1::text, answered.language,
    answered.params || jsonb_build_object(
      'name', institution_user.name, 'party', institution.name, 'reference', 'BKL' || lpad(payment_id::text, 10, '0'),
      'link', case $1 when 'paid' then '/mitra/pembayaran' else '/mitra/rekening' end
    ),
    $4::timestamptz, $4::timestamptz
  from answered
  join institution on institution_id = answered.party_id
  join institution_user using (institution_id)
  where party_kind = 'institution' and disabled_at is null
  `,
)

const providerNames = JSON.stringify(
  Object.fromEntries(Object.entries(providers).map(([id, { name }]) => [id, name])),
)

/**
 * Tells whom payments were for that the bank paid them, or refused or returned them and why: holders as they chose, and everybody
 * who acts for an institution. One statement, in the transaction that wrote the bank's answer. A storefront has nobody who
 * logs in: its console tells. `amounts`: what moved, in rupiah, where it is not what was ordered.
 */
export async function tellAnswered(
  tx: Queryable,
  answer: Answer,
  paymentIds: readonly string[],
  now: Date,
  amounts: readonly (number | null)[] = paymentIds.map(() => null),
): Promise<number> {
  if (paymentIds.length === 0) return 0
  return touched(tx, tell, [answer, paymentIds, amounts, now, afterQuiet(now), providerNames])
}
