import { type Invariant, invariant } from './invariant.ts'

/** What must hold of the incentive: of what is planned, of what fell due, and of the surveys that it waits for. */
export const incentiveInvariants: readonly Invariant[] = [
  invariant(
    'nothing_due_of_unfinished',
    'what an incentive is planned for is a training that was paid and is finished',
    `
    select 'card:' || incentive.card_id as subject
    from incentive
    left join purchase using (card_id, purchase_id)
    where purchase.status is distinct from 'paid' or purchase.finished_at is null
    `,
  ),
  invariant(
    'incentive_posted_as_due',
    'each instalment that is said to be due is in the ledger once, for whom the card belongs to, and no other is',
    `
    select distinct 'card:' || coalesce(wanted.card_id, posted.card_id) as subject
    from (
      select card_id, purchase_id, entry_kind as kind, incentive.number, person_id as party_id, amount
      from incentive
      join card using (card_id)
      where posted_at is not null
    ) wanted
    full join (
      select
        card_id, purchase_id, kind, serial % 100 as number, party_id,
        sum(case debit when 'treasury' then amount else -amount end) as amount
      from entry
      where kind in ('incentive', 'survey')
      group by card_id, purchase_id, kind, serial % 100, party_id
    ) posted using (card_id, purchase_id, kind, number, party_id)
    where coalesce(wanted.amount, 0) <> coalesce(posted.amount, 0)
    `,
  ),
  invariant(
    'incentive_due_is_posted',
    'no instalment has been due for more than a day before the last event without being in the ledger',
    `
    select 'card:' || card_id as subject
    from incentive
    where posted_at is null and (kind = 'completion' or answered_at is not null)
      and due_at < (select at from journal order by journal_id desc limit 1) - interval '1 day'
    `,
  ),
  invariant(
    'survey_payment_of_answer',
    "a survey's payment knows since when the survey is answered, and no other is answered",
    `
    select 'card:' || card_id as subject
    from incentive
    left join survey_answer using (card_id, number)
    where kind = 'survey' and incentive.answered_at is distinct from survey_answer.answered_at
    `,
  ),
]
