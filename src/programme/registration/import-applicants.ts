import { writeJournal } from '../../card/write-journal.ts'
import { first, one, rows, statement, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { queueMessages } from '../../messages/queue.ts'
import { maskNik } from '../nik.ts'
import { RecipientFileError, readRecipientFile } from '../read-recipient-file.ts'
import { type RecipientRefusal, recipientRefusals } from '../recipient-refusals.ts'
import { type RecipientRow, readRecipientRow } from '../recipient-row.ts'
import type { YearRules } from '../year-rules.ts'
import { identityKeys, mayClaim } from './claim-identity.ts'
import { insertPerson } from './claim-sql.ts'
import { neededConsents, writeConsents } from './consents.ts'
import { lockPhone, phoneTaken } from './phone-proof-sql.ts'
import { RegistryFault } from './population-registry.ts'
import { registrationSentence } from './refusal-words.ts'
import { type Registrations, rulesToday } from './registrations.ts'
import type { ClaimRefusal } from './rules.ts'

/** Why a row is refused: by itself, by the registry, or by what the programme knows. */
export type ApplicantRefusal =
  | RecipientRefusal
  | 'registry_unreachable'
  | 'registry_no_match'
  | 'phone_taken'
  | ClaimRefusal

export interface RefusedApplicant {
  readonly line: number
  readonly name: string
  /** masked: only the last four digits are shown */
  readonly nik: string
  readonly refusals: readonly ApplicantRefusal[]
  /** what is wrong and how to mend it, in Indonesian */
  readonly sentence: string
}

export interface ApplicantImport {
  readonly rows: number
  readonly registered: number
  /** registered before by this agency with the same facts: nothing was changed */
  readonly already: number
  readonly refused: readonly RefusedApplicant[]
}

const knownAssisted = statement<
  [nikHash: Buffer, agency: string],
  { name: string; born_on: string; phone: string; email: string }
>(
  'programme/known-assisted',
  `
  select name, born_on, phone, email
  from person
  join assisted_registration using (person_id)
  where nik_hash = $1 and agency = $2
  `,
)

const insertAssisted = statement<[personId: string, agency: string, importedBy: string, now: Date]>(
  'programme/insert-assisted',
  'insert into assisted_registration (person_id, agency, imported_by, imported_at) values ($1, $2, $3, $4)',
)

export interface ApplicantOptions {
  readonly agency: string
  readonly actor: Actor
  readonly onProgress?: (progress: { readonly rows: number; readonly registered: number }) => void
}

/**
 * Registers the people of an agency's list (the columns of a list of recipients), who have filled in the form and given
 * their consents on paper. Every row goes through the same checks as a registration at the portal and is a transaction
 * of its own; a refused row stops nothing, and a file that broke off or was mended is imported again.
 */
export async function importApplicants(
  registrations: Registrations,
  source: AsyncIterable<Uint8Array | string>,
  options: ApplicantOptions,
): Promise<Outcome<ApplicantImport, 'agency_malformed' | RecipientFileError['reason']>> {
  const agency = options.agency.replace(/\s+/g, ' ').trim()
  if (agency === '' || agency.length > 120) return refuse('agency_malformed')
  const rules = await rulesToday(registrations.ctx)
  const report = { rows: 0, registered: 0, already: 0 }
  const refused: RefusedApplicant[] = []
  try {
    for await (const { line, raw } of readRecipientFile(source)) {
      report.rows += 1
      const read = readRecipientRow(raw, rules, registrations.ctx.clock.now())
      const refusals =
        'refusals' in read
          ? read.refusals
          : await registerRow(registrations, read.recipient, { ...options, agency }, rules)
      if (refusals === 'registered') report.registered += 1
      else if (refusals === 'already') report.already += 1
      else refused.push(refusedRow(line, raw.name, raw.nik, refusals))
      options.onProgress?.(report)
    }
  } catch (error) {
    if (!(error instanceof RecipientFileError)) throw error
    return refuse(error.reason)
  }
  if (report.registered > 0) registrations.onMessages()
  return done({ ...report, refused })
}

async function registerRow(
  { ctx, registry, link }: Registrations,
  row: RecipientRow,
  { agency, actor }: ApplicantOptions,
  rules: YearRules,
): Promise<'registered' | 'already' | readonly ApplicantRefusal[]> {
  const { nikHash, kkHash } = identityKeys(ctx, row)
  const known = await first(ctx.db, knownAssisted, [nikHash, agency])
  if (known && sameFacts(known, row)) return 'already'
  try {
    if ((await registry.check(row)) === 'no_match') return ['registry_no_match']
  } catch (fault) {
    if (!(fault instanceof RegistryFault)) throw fault
    return ['registry_unreachable']
  }
  return inTransaction(ctx.db, async (tx) => {
    const now = ctx.clock.now()
    const may = await mayClaim(tx, { nikHash, kkHash }, null, now, rules.maxPerFamilyCard)
    if (!may.ok) return [may.refusal]
    await rows(tx, lockPhone, [row.phone])
    if ((await one(tx, phoneTaken, [row.phone, null, null])).taken) return ['phone_taken' as const]
    const made = await first(tx, insertPerson, [
      nikHash,
      ctx.secrets.seal(row.nik),
      row.nik.slice(-4),
      kkHash,
      ctx.secrets.seal(row.kk),
      row.name,
      row.bornOn,
      row.phone,
      row.email,
      row.education,
      row.occupation,
      now,
    ])
    if (!made) return ['person_known' as const]
    const personId = made.person_id
    await touched(tx, insertAssisted, [personId, agency, actor.actor, now])
    await writeConsents(tx, { personId }, neededConsents, now, agency)
    await writeJournal(tx, actor, now, [
      { act: 'person_registered', subject: `person:${personId}`, facts: { agency } },
    ])
    const params = { name: row.name, link: link('/beranda') }
    await queueMessages(tx, ctx, [{ template: 'registered', channel: 'email', to: row.email, params }])
    return 'registered' as const
  })
}

function sameFacts(
  known: { name: string; born_on: string; phone: string; email: string },
  row: RecipientRow,
) {
  return (
    known.name === row.name &&
    known.born_on === row.bornOn &&
    known.phone === row.phone &&
    known.email === row.email
  )
}

function refusedRow(
  line: number,
  name: string,
  nik: string,
  refusals: readonly ApplicantRefusal[],
): RefusedApplicant {
  const sentence = refusals.map((refusal) => applicantSentence(refusal)).join(' ')
  // Columns that slipped may bring a NIK where a name should stand.
  const shown = name
    .trim()
    .slice(0, 120)
    .replace(/\d{8,}/g, maskNik)
  return { line, name: shown, nik: maskNik(nik.trim()), refusals, sentence }
}

function applicantSentence(refusal: ApplicantRefusal): string {
  return Object.hasOwn(recipientRefusals, refusal)
    ? recipientRefusals[refusal as RecipientRefusal]
    : registrationSentence(refusal as Exclude<ApplicantRefusal, RecipientRefusal>, {}, 'id')
}
