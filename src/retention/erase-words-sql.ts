import { statement } from '../database/sql.ts'

/** What was sent stays as having been sent: to nobody, and without what it said. */
export const eraseMessages = statement<[cardId: string | null, addresses: readonly string[]]>(
  'retention/erase-messages',
  `
  with waiting as (delete from outbox where card_id = $1 or address = any ($2::text[])),
  shown as (delete from inbox where address = any ($2::text[]))
  update message set address = '', params = '{}', error = null
  where card_id = $1 or card_id = 0 and address = any ($2::text[])
  `,
)

/** What somebody wrote to the programme, and what it answered; a request that still waits is granted by this. */
export const eraseAppeals = statement<[personId: string, accountId: string | null, by: string, now: Date]>(
  'retention/erase-appeals',
  `
  update appeal set
    text = '(terhapus)', answer = coalesce(answer, 'granted'), answer_text = '(terhapus)',
    answered_by = coalesce(answered_by, $3), answered_at = coalesce(answered_at, $4),
    proposed_text = case when proposed_text is not null then '(terhapus)' end
  where person_id = $1 or account_id = $2
  `,
)

export const eraseDeskCases = statement<[personId: string]>(
  'retention/erase-desk-cases',
  `
  update desk_case set
    reason = '(terhapus)', phone = case when phone is not null then '(terhapus)' end,
    document_note = case when document_note is not null then '(terhapus)' end
  where person_id = $1
  `,
)

/** Stars stay in what courses are rated by; who gave them, and their words, do not. */
export const eraseReviews = statement<[cardId: string]>(
  'retention/erase-reviews',
  `
  update review set
    text = '(terhapus)', shown_name = '(terhapus)',
    hidden_note = case when hidden_note is not null then '(terhapus)' end,
    reply = case when reply is not null then '(terhapus)' end
  where card_id = $1
  `,
)

/** Works, and what institutions showed of them: that they were handed in and decided stays. */
export const eraseWorks = statement<[cardId: string]>(
  'retention/erase-works',
  `
  with file as (update submission_file set content = '\\x00' where card_id = $1),
  report as (
    update completion_report set
      evidence = null, link = case when link is not null then 'https://terhapus.invalid' end,
      decided_because = case when decided_because is not null then '(terhapus)' end
    where card_id = $1
  )
  update submission set
    url_file = case when url_file is not null then 'https://terhapus.invalid' end,
    notes = case when notes is not null then '(terhapus)' end,
    decided_because = case when decided_because is not null then '(terhapus)' end
  where card_id = $1
  `,
)

/** Choices stay in what a survey has found, words do not. */
export const eraseSurveys = statement<[cardId: string]>(
  'retention/erase-surveys',
  `
  update survey_answer set answers = coalesce(
    (
      select jsonb_object_agg(given.key, given.value)
      from survey
      cross join jsonb_array_elements(survey.questions) question
      join jsonb_each(answers) given on given.key = question ->> 'name'
      where survey.survey_id = survey_answer.survey_id and question ->> 'kind' <> 'text'
    ),
    '{}'
  )
  where card_id = $1
  `,
)

/** Of purchases the address by which an institution knows its participant; and what only waited to write to them. */
export const erasePurchases = statement<[cardId: string, now: Date]>(
  'retention/erase-purchases',
  `
  with reminder as (delete from awaited_review where card_id = $1),
  confirming as (delete from confirmation where card_id = $1),
  held as (delete from confirmation_email where card_id = $1),
  waiting as (
    update seat_wait set ended_at = $2, ended_because = 'card_over' where card_id = $1 and ended_at is null
  )
  update purchase set redeemed_email = null where card_id = $1 and redeemed_email is not null
  `,
)

/** Files that staff take away live for some days: whichever names the person goes whole, and is asked for again. */
export const eraseExports = statement<[said: readonly string[]]>(
  'retention/erase-exports',
  `
  delete from list_export
  where export_id in (
    select export_id from list_export_chunk
    where exists (
      select from unnest($1::text[]) as value where position(convert_to(value, 'UTF8') in content) > 0
    )
  )
  `,
)

/** ... and what institutions have redeemed by file, within the day that it is kept. */
export const eraseBatches = statement<[said: readonly string[]]>(
  'retention/erase-batches',
  `
  delete from redeem_batch
  where exists (select from unnest($1::text[]) as value where position(value in redeem_batch.rows::text) > 0)
  `,
)
