import type { Language } from '../../kernel/wib.ts'

/** What holders have or have not done with their card. */
export const audienceStates = ['not_bought', 'bought', 'active', 'revoked'] as const
export type AudienceState = (typeof audienceStates)[number]

/** Who a campaign is for: holders of cards. What is not said does not narrow. */
export interface Audience {
  /** the id of a wave */
  readonly wave?: number | undefined
  readonly state: AudienceState
  /** two digits, of the application that was drawn: who came by a list has none */
  readonly province?: string | undefined
  /** the language that they chose for their messages */
  readonly language?: Language | undefined
}

/** In SQL, whether a `card` is in a state at an instant: both are expressions. */
export const inState = (state: string, now: string) => `
  case ${state}
    when 'not_bought' then card.status = 'active' and card.first_paid_at is null and card.first_purchase_before > ${now}
    when 'bought' then card.status = 'active' and card.first_paid_at is not null
    when 'active' then card.status = 'active'
    when 'revoked' then card.status = 'revoked'
    else false
  end`

/**
 * In SQL, the `card`s of an audience, each with its `chosen.language`. The wave is $1, the state $2, the province $3, the language
 * $4 and the instant $5.
 */
export const ofAudience = `
  recipient
  join card on card.card_id = recipient.card_id
  left join lateral (
    select message_choice.language from message_choice
    where message_choice.person_id = card.person_id
    order by message_choice_id desc limit 1
  ) chose on true
  cross join lateral (select coalesce(chose.language, 'id') as language) chosen
  where ($1::int is null or recipient.wave_id = $1)
    and ${inState('$2::text', '$5::timestamptz')}
    and ($3::text is null or exists (
      select from wave_application
      where wave_application.person_id = recipient.person_id and wave_application.wave_id = recipient.wave_id
        and wave_application.province = $3
    ))
    and ($4::text is null or chosen.language = $4)`

export type AudienceParams = [
  wave: number | null,
  state: AudienceState,
  province: string | null,
  language: Language | null,
  now: Date,
]

/** An audience as the journal and an approval tell of it. */
export function audienceFacts({ wave, state, province, language }: Audience) {
  return {
    audience: state,
    ...(wave !== undefined && { wave_id: wave }),
    ...(province !== undefined && { province }),
    ...(language !== undefined && { language }),
  }
}

/** An audience as the statements take it. */
export function audienceParams({ wave, state, province, language }: Audience, now: Date): AudienceParams {
  return [wave ?? null, state, province ?? null, language ?? null, now]
}
