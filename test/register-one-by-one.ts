import type pg from 'pg'
import { inTransaction } from '../src/database/transaction.ts'
import { writeJournal } from '../src/journal/write-journal.ts'
import { queueMessages } from '../src/messages/queue.ts'
import { identityKeys, mayClaim } from '../src/people/claim-identity.ts'
import { neededConsents, writeConsents } from '../src/people/consents.ts'
import type { PersonFacts } from '../src/people/person-rules.ts'
import { RegistryFault } from '../src/people/population-registry.ts'
import type { RawRecipient } from '../src/recipients/recipient-row.ts'
import { readRecipientRow } from '../src/recipients/recipient-row.ts'
import { type Registrations, rulesToday } from '../src/registration/registrations.ts'
import { joinWave } from '../src/waves/join-wave.ts'
import { clerk } from './a-registration.ts'

/**
 * What the import of an agency's list comes to, said as plainly as can be: row after row, each by the operations of the
 * portal. Returns the lines with what became of them.
 */
export async function registerOneByOne(
  registrations: Registrations,
  people: readonly RawRecipient[],
  agency: string,
  waveId?: number,
): Promise<string[]> {
  const { ctx } = registrations
  const rules = await rulesToday(ctx)
  const told: string[] = []
  for (const [i, raw] of people.entries()) {
    const read = readRecipientRow(raw, rules, ctx.clock.now())
    const answer =
      'refusals' in read
        ? read.refusals.join(' ')
        : await registerRow(registrations, read.recipient, agency, rules.maxPerFamilyCard)
    const joined =
      waveId !== undefined && 'recipient' in read && /^(registered|already)$/.test(answer)
        ? ` ${await join(registrations, read.recipient, waveId)}`
        : ''
    told.push(`${i + 2} ${answer}${joined}`)
  }
  return told
}

async function registerRow(
  { ctx, registry, link }: Registrations,
  row: PersonFacts,
  agency: string,
  maxPerFamilyCard: number,
): Promise<string> {
  const { nikHash, kkHash } = identityKeys(ctx, row)
  const { rows: same } = await ctx.db.query(
    `select from person join assisted_registration using (person_id)
     where nik_hash = $1 and agency = $2 and name = $3 and born_on = $4 and phone = $5 and email = $6`,
    [nikHash, agency, row.name, row.bornOn, row.phone, row.email],
  )
  if (same.length > 0) return 'already'
  try {
    if ((await registry.check(row)) === 'no_match') return 'registry_no_match'
  } catch (fault) {
    if (!(fault instanceof RegistryFault)) throw fault
    return 'registry_unreachable'
  }
  return inTransaction(ctx.db, async (tx) => {
    const may = await mayClaim(tx, { nikHash, kkHash }, null, ctx.clock.now(), maxPerFamilyCard)
    if (!may.ok) return may.refusal
    if (await phoneIsTaken(tx, row.phone)) return 'phone_taken'
    await write(tx, { ctx, link }, row, { nikHash, kkHash }, agency)
    return 'registered'
  })
}

async function phoneIsTaken(tx: pg.PoolClient, phone: string): Promise<boolean> {
  const { rows } = await tx.query(
    `select phone from person where phone = $1
     union all select phone from registration where phone = $1 and phone_verified_at is not null`,
    [phone],
  )
  return rows.length > 0
}

async function write(
  tx: pg.PoolClient,
  { ctx, link }: Pick<Registrations, 'ctx' | 'link'>,
  row: PersonFacts,
  keys: { nikHash: Buffer; kkHash: Buffer },
  agency: string,
): Promise<void> {
  const now = ctx.clock.now()
  const { rows } = await tx.query(
    `insert into person (nik_hash, nik_sealed, nik_tail, kk_hash, kk_sealed, name, born_on, phone, email, education,
       occupation, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) returning person_id`,
    [
      keys.nikHash,
      ctx.secrets.seal(row.nik),
      row.nik.slice(-4),
      keys.kkHash,
      ctx.secrets.seal(row.kk),
      row.name,
      row.bornOn,
      row.phone,
      row.email,
      row.education,
      row.occupation,
      now,
    ],
  )
  const personId = rows[0].person_id as string
  await tx.query('insert into assisted_registration values ($1, $2, $3, $4)', [
    personId,
    agency,
    clerk.actor,
    now,
  ])
  await writeConsents(tx, { personId }, neededConsents, now, agency)
  await writeJournal(tx, clerk, now, [
    { event: 'person_registered', subject: `person:${personId}`, facts: { agency } },
  ])
  const params = { name: row.name, link: link('/kartu') }
  await queueMessages(tx, ctx, [{ template: 'registered', channel: 'email', to: row.email, params }])
}

/** As the person would join, but nobody who has left is brought back. */
async function join({ ctx }: Registrations, row: PersonFacts, waveId: number): Promise<string> {
  const { rows } = await ctx.db.query(
    `select person.person_id, left_at from person left join wave_application application
       on application.person_id = person.person_id and wave_id = $2
     where nik_hash = $1`,
    [ctx.secrets.hash('nik', row.nik), waveId],
  )
  if (rows[0].left_at !== null) return 'left_wave'
  const outcome = await joinWave(ctx, rows[0].person_id, waveId, clerk)
  return outcome.ok ? 'joined' : outcome.refusal
}
