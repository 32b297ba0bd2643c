import { type Row, statement } from '../database/sql.ts'
import type { Role } from '../staff/permissions.ts'
import type { Document, Question } from './desk-rules.ts'

export type DeskKind = 'access' | 'card_number'
export type DeskOutcome = 'done' | 'withdrawn' | 'lapsed'

const columns = `
  desk_case_id, desk_case.person_id, kind, reason, opened_by, opened_by_id, opened_at, expires_at, document,
  document_note, registry_matched_at, desk_case.phone, phone_proved_at, outcome, ended_at, confirmed_by
`
type Known =
  | 'openedById'
  | { kind: DeskKind; document: Document | undefined; outcome: DeskOutcome | undefined }

export type DeskCaseRow = Row<'desk/lock-case', Known>

export const insertDeskCase = statement<
  [personId: string, kind: DeskKind, reason: string, by: string, now: Date, expiresAt: Date],
  'desk/insert-case'
>(
  'desk/insert-case',
  `
  insert into desk_case (person_id, kind, reason, opened_by, opened_at, expires_at)
  values ($1, $2, $3, $4, $5, $6)
  on conflict (person_id) where ended_at is null do nothing
  returning desk_case_id
  `,
)

/** What nobody finished in time makes room for another. */
export const lapseDeskCases = statement<[personId: string, by: string, now: Date], 'desk/lapse-cases'>(
  'desk/lapse-cases',
  `
  update desk_case set outcome = 'lapsed', ended_by = $2, ended_at = $3
  where person_id = $1 and ended_at is null and expires_at <= $3
  returning desk_case_id
  `,
)

export const lockDeskCase = statement<[deskCaseId: string], 'desk/lock-case', DeskCaseRow>(
  'desk/lock-case',
  `select ${columns} from desk_case where desk_case_id = $1 for no key update`,
)

export const selectDeskCase = statement<[deskCaseId: string], 'desk/select-case', DeskCaseRow>(
  'desk/select-case',
  `select ${columns} from desk_case where desk_case_id = $1`,
)

/** What is open, and whom it is about as little as the list needs. */
export const selectOpenDeskCases = statement<
  [now: Date, most: number],
  'desk/select-open-cases',
  DeskCaseRow & { name: string }
>(
  'desk/select-open-cases',
  `
  select ${columns}, person.name
  from desk_case join person using (person_id)
  where ended_at is null and expires_at > $1
  order by opened_at
  limit $2
  `,
)

export const selectDeskCaseOfPerson = statement<
  [personId: string, now: Date],
  'desk/open-case-of-person',
  'deskCaseId'
>(
  'desk/open-case-of-person',
  'select desk_case_id from desk_case where person_id = $1 and ended_at is null and expires_at > $2',
)

export const selectProofs = statement<[deskCaseId: string], 'desk/select-proofs'>(
  'desk/select-proofs',
  'select staff_id, asked, matched, at from desk_proof where desk_case_id = $1 order by desk_proof_id',
)

export const insertProof = statement<
  [deskCaseId: string, staffId: string, asked: readonly Question[], matched: readonly Question[], now: Date]
>(
  'desk/insert-proof',
  'insert into desk_proof (desk_case_id, staff_id, asked, matched, at) values ($1, $2, $3::text[], $4::text[], $5)',
)

export const markRegistryMatched = statement<
  [deskCaseId: string, document: Document, note: string, now: Date]
>(
  'desk/mark-registry-matched',
  `
  update desk_case set document = $2, document_note = $3, registry_matched_at = $4
  where desk_case_id = $1 and ended_at is null
  `,
)

export const setProvedPhone = statement<[deskCaseId: string, phone: string, now: Date]>(
  'desk/set-proved-phone',
  'update desk_case set phone = $2, phone_proved_at = $3 where desk_case_id = $1 and ended_at is null',
)

export const endDeskCase = statement<
  [
    deskCaseId: string,
    outcome: DeskOutcome,
    by: string,
    now: Date,
    confirmedBy: string | null,
    approvalId: string | null,
  ]
>(
  'desk/end-case',
  `
  update desk_case set outcome = $2, ended_by = $3, ended_at = $4, confirmed_by = $5, approval_id = $6
  where desk_case_id = $1 and ended_at is null
  `,
)

/** The roles of somebody of the staff, and whether the person may be they: by any address that is or was theirs. */
export const selectHelper = statement<
  [personId: string, staffId: string],
  'desk/select-helper',
  'own' | { roles: Role[] }
>(
  'desk/select-helper',
  `
  select roles, (
    email in (select lower(email) from person where person_id = $1)
    or email in (select email from portal_account where person_id = $1)
    or email in (select lower(was) from contact_change where person_id = $1 and field = 'email')
  ) as own
  from staff where staff_id = $2
  `,
)

/** What an answer is compared with. */
export const selectCompared = statement<[personId: string], 'desk/select-compared', 'bornOn' | 'cardNumber'>(
  'desk/select-compared',
  `
  select
    nik_hash, kk_hash, born_on::text as born_on, person.name, person.phone, lower(person.email) as email,
    (select lower(account.email) from portal_account account where account.person_id = person.person_id) as log_in_email,
    (select number from card where card.card_id = recipient.card_id) as card_number
  from person left join recipient using (person_id)
  where person.person_id = $1
  `,
)

export const selectHolder = statement<[cardId: string], 'desk/select-holder'>(
  'desk/select-holder',
  'select holder_name, holder_phone, holder_email from card where card_id = $1',
)

export const selectMasked = statement<[personId: string], 'desk/select-masked'>(
  'desk/select-masked',
  'select name, phone, email from person where person_id = $1',
)
