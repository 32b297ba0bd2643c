import { type Row, statement } from '../../database/sql.ts'
import type { Language } from '../../kernel/wib.ts'
import type { Channel } from '../templates.ts'
import type { WordingPlace } from './preview.ts'

type WordingRow = Row<'messages/select-wording', { channel: Channel; language: Language }>
/** A wording that the staff wrote; without a body it brought the product's own words back. */
export interface WrittenWording extends WordingRow {}

export type Place = [template: string, channel: Channel, language: Language]
export const placeOf = ({ template, channel, language }: WordingPlace): Place => [template, channel, language]

const columns = `
  wording_id, template, channel, language, subject, body, because, written_by, written_at, in_force_at`

export const selectWording = statement<[wordingId: string], 'messages/select-wording', WordingRow>(
  'messages/select-wording',
  `select ${columns} from wording where wording_id = $1`,
)

export const selectVersions = statement<[...Place, limit: number], 'messages/select-wordings', WordingRow>(
  'messages/select-wordings',
  `
  select ${columns} from wording
  where template = $1 and channel = $2 and language = $3
  order by wording_id desc
  limit $4
  `,
)

export const selectInForce = statement<Place, 'messages/select-wording-in-force', WordingRow>(
  'messages/select-wording-in-force',
  `
  select ${columns} from wording
  where template = $1 and channel = $2 and language = $3 and in_force_at is not null
  order by in_force_at desc, wording_id desc
  limit 1
  `,
)

/** Two who change the wording of one place come one after the other. */
export const lockPlace = statement<[place: string]>(
  'messages/lock-wording',
  `select pg_advisory_xact_lock(hashtextextended('wording ' || $1, 0))`,
)

export const insertWording = statement<
  [
    ...Place,
    subject: string | null,
    body: string | null,
    because: string,
    by: string,
    now: Date,
    inForceAt: Date | null,
  ],
  'messages/insert-wording'
>(
  'messages/insert-wording',
  `
  insert into wording (template, channel, language, subject, body, because, written_by, written_at, in_force_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  returning wording_id
  `,
)

export const putInForce = statement<[wordingId: string, approvalId: string, now: Date]>(
  'messages/put-wording-in-force',
  'update wording set approval_id = $2, in_force_at = $3 where wording_id = $1 and in_force_at is null',
)
