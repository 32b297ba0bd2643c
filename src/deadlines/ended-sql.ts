import { waysOf } from '../messages/ways.ts'

/** A reason in both languages of messages, as JSON: the message takes the one of its language. */
export const inBothLanguages = (words: Readonly<Record<'id' | 'en', string>>) => JSON.stringify(words)

/**
 * In SQL, how cards end, for a term that was missed and a card that was declined alike. `ended` has of each locked card
 * `card_id`, `person_id`, `balance`, the `serial` of its next forfeit, `verdict` (`revoked` or `cut_off`), `because`, `before`
 * (when its term ended), `declined_at` (null where nobody declined it) and what the message names. $2 is the instant, $3 and $4
 * the actor and the request, $5 the link and $6 the reason in both languages.
 */
export const endCards = `
  emptied as (
    update card
    set
      balance = 0, status = case ended.verdict when 'revoked' then 'revoked' else card.status end,
      first_purchase_before = least(card.first_purchase_before, ended.declined_at)
    from ended
    where card.card_id = ended.card_id
  ),
  entered as (
    insert into entry (card_id, purchase_id, kind, serial, debit, credit, amount, at)
    select card_id, 0, 'forfeit', serial, 'card', 'treasury', balance, $2 from ended where balance > 0
  ),
  barred as (
    insert into bar (person_id, barred_at, because)
    select person_id, $2, because from ended where verdict = 'revoked'
    on conflict (person_id) do nothing
  ),
  told as (
    insert into outbox (card_id, channel, address, template, language, params, due_at, created_at)
    select
      card_id, way.channel, way.address, case verdict when 'revoked' then 'revoked' else 'cut-off' end, way.language,
      case verdict
        when 'revoked' then jsonb_build_object(
          'name', holder_name, 'reason', $6::jsonb ->> way.language, 'at', before, 'balance', balance, 'link', $5::text
        )
        else jsonb_build_object('name', holder_name, 'before', before, 'balance', balance, 'link', $5)
      end,
      $2, $2
    from ended
    ${waysOf(`'term'`, 'ended')}
  ),
  journaled as (
    insert into journal (card_id, at, actor, act, subject, reason, request_id, facts)
    select card_id, $2, $3, verdict, 'card:' || card_id, because, $4, jsonb_build_object('amount', balance)
    from ended
  )`
