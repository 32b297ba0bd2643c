/** Where the rows of a table lie when one PostgreSQL is not enough: docs/scale.md. */
export type Placement =
  /** on the node that owns this value of the column; those of the group `card` that share a value lie together */
  | { readonly at: 'distributed'; readonly by: string; readonly group: 'card' | 'own' }
  /** all rows on every node */
  | { readonly at: 'reference' }
  /** on the coordinator alone */
  | { readonly at: 'local' }

interface Placed {
  readonly placement: (table: string) => Placement
  readonly why: string
  readonly tables: string
}

const ofCard = () => ({ at: 'distributed', by: 'card_id', group: 'card' }) as const
const everywhere = () => ({ at: 'reference' }) as const
const coordinator = () => ({ at: 'local' }) as const

/** What a routing table is asked by. */
const askedBy: Readonly<Record<string, string>> = {
  card_number: 'number',
  certificate_code: 'certificate_id',
  code: 'code',
  invoice: 'invoice_code',
  seat_bucket: 'schedule_id',
  storefront_account_card: 'user_platform_id',
}

const placed: readonly Placed[] = [
  {
    placement: ofCard,
    why: 'moves with its card',
    tables: `attendance awaited_completion awaited_review campaign_receiver card certificate completion_report deadline entry grade
      incentive journal lesson_progress lesson_visit message purchase quiz_attempt refused_ask review seat_wait submission
      submission_file survey_answer`,
  },
  {
    placement: (table) => ({ at: 'distributed', by: askedBy[table]!, group: 'own' }),
    why: 'leads to a card by what it is asked by; seats lie with their schedule, which no card owns',
    tables: Object.keys(askedBy).join(' '),
  },
  {
    placement: everywhere,
    why: 'read by every purchase and lesson, written by the staff',
    tables: `answer_option campaign category contract course course_record course_requirement institution lesson offer partner
      programme_year question schedule survey suspension trace_salt`,
  },
  {
    placement: coordinator,
    why: 'of people before they have a card, and of what is decided about them',
    tables: `appeal assisted_registration bar consent contact_change correction desk_case desk_proof exclusion
      identity_failure message_choice owed_seat person phone_proof portal_account recipient registration test_answer
      test_attempt wave_application`,
  },
  {
    placement: coordinator,
    why: 'of waves and draws, which are drawn as one',
    tables: `deadline_count draw draw_page draw_struck draw_value freed_seat reserve_call seat_use wave wave_extension wave_hold
      wave_seat_source`,
  },
  {
    placement: coordinator,
    why: 'what parties are paid together, over all cards',
    tables: `bank_account bank_statement difference hold partner_day partner_file payment payment_entry payment_item
      payment_line payment_run payout_account statement_line`,
  },
  {
    placement: coordinator,
    why: 'of the staff and of institutions, and what it tells and is asked',
    tables: `announcement approval canned_answer campaign_progress common_question case_handling case_note course_draft course_picture course_picture_file curation fraud_case fraud_hold
      fraud_report inquiry institution_user list_export list_export_chunk list_import list_import_row list_upload
      list_upload_row redeem_batch saved_view schedule_draft staff staff_leave staff_task suspended_item wording`,
  },
  {
    placement: coordinator,
    why: 'of the storefronts and their log-in, by browser or account and not by card',
    tables: `confirmation confirmation_email log_in_try partner_key partner_redirect_uri partner_refusal promo promo_category
      promo_course promo_use sign_on_client sign_on_consent sign_on_key sign_on_model single_use_link storefront_account
      storefront_order web_session`,
  },
  {
    placement: coordinator,
    why: 'what the courses of a storefront are searched by: derived from tables that every node has, and read by lists alone',
    tables: 'course_words shelf title_word',
  },
  {
    placement: coordinator,
    why: 'a queue from which whoever is free takes the next row over all cards, which only one node can hand out',
    tables: 'inbox outbox sms_part',
  },
  {
    placement: coordinator,
    why: 'what the installation knows and counts of itself',
    tables: `database_identity demo_clock issuer_key job_lease journal_seal otp_pause schema_migration tally trace
      traced_table`,
  },
]

/** Every table: where its rows lie, and why. Whoever adds a table decides, here: a test asks. */
export const placements: ReadonlyMap<string, { readonly placement: Placement; readonly why: string }> =
  new Map(
    placed.flatMap(({ placement, why, tables }) =>
      tables.split(/\s+/).map((table) => [table, { placement: placement(table), why }] as const),
    ),
  )

/** Where the rows of a table lie; a table that nobody has placed stays on the coordinator. */
export function placementOf(table: string): Placement {
  return placements.get(table)?.placement ?? coordinator()
}
