import type pg from 'pg'
import { rows, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import type { Actor } from '../../kernel/request.ts'
import { rememberRows } from '../../lists/list-imports.ts'
import { queueMessages } from '../../messages/queue.ts'
import { lockOf } from '../../people/claim-identity.ts'
import { claimsSince } from '../../people/claim-rules.ts'
import { consentVersion, neededConsents } from '../../people/consents.ts'
import { peopleColumns } from '../../people/people-to-write.ts'
import { type JoinableWave, type Joiner, type JoinOfPeople, joinPeople } from '../../waves/join-people.ts'
import type { Registrations } from '../registrations.ts'
import {
  type Applicant,
  type ApplicantAdmission,
  type ApplicantState,
  admitApplicants,
  type KnownNik,
} from './admit-applicants.ts'
import * as sql from './applicant-sql.ts'

/** Whose list it is, and what it is for. */
export interface Registering {
  readonly registrations: Registrations
  readonly agency: string
  readonly actor: Actor
  readonly maxPerFamilyCard: number
  /** the wave that everybody of the list joins */
  readonly wave: JoinableWave | undefined
  /** the import that is undone by this number; undefined: it is not written down */
  readonly importId: string | undefined
}

export interface Registered extends ApplicantAdmission {
  /** what became of joining, by the line of the file */
  readonly join: JoinOfPeople
}

interface Known {
  readonly state: ApplicantState
  readonly rows: ReadonlyMap<string, sql.KnownNikRow>
  /** keys of family cards of which somebody was registered before */
  readonly acquainted: Set<string>
}

/** A NIK was written by somebody who takes no lock of ours: the rows are looked at again, one by one. */
export class KnownMeanwhile extends Error {}

/**
 * Registers people, and lets them join the wave, in one transaction. NIKs, family cards and phones are each locked in
 * their order, as a registration at the portal does it, so that neither waits for the other in a circle.
 */
export async function registerApplicants(
  registering: Registering,
  applicants: readonly Applicant[],
): Promise<Registered> {
  const { ctx } = registering.registrations
  return inTransaction(ctx.db, async (tx) => {
    const now = ctx.clock.now()
    await rows(tx, sql.byTheIndex, [])
    // Three locks for each row of a whole list, held to its end, would be more than there are.
    if (!ctx.trial) await lock(tx, applicants)
    const known = await look(tx, registering, applicants, now)
    const admission = admitApplicants(applicants, registering.maxPerFamilyCard, known.state)
    await dropLapsed(tx, known, admission, now)
    const personIds = await write(tx, registering, admission.admitted, now)
    const { wave, actor } = registering
    if (!wave) return { ...admission, join: { joined: [], before: [], refused: [] } }
    const joiners = joinersOf(known, admission, personIds)
    const { acquainted } = known
    return { ...admission, join: await joinPeople(tx, ctx, wave, { joiners, acquainted, actor, now }) }
  })
}

async function lock(tx: pg.PoolClient, applicants: readonly Applicant[]): Promise<void> {
  const keys = (kind: 'nik' | 'kk', hashes: readonly string[]) =>
    [...new Set(hashes)].sort().map((hash) => lockOf(kind, bytes(hash)))
  await rows(tx, sql.lockKeys, [
    [
      ...keys(
        'nik',
        applicants.map(({ nikKey }) => nikKey),
      ),
      ...keys(
        'kk',
        applicants.map(({ kkKey }) => kkKey),
      ),
    ],
  ])
  await rows(tx, sql.lockPhones, [[...new Set(applicants.map(({ row }) => row.phone))].sort()])
}

async function look(
  tx: pg.PoolClient,
  { agency }: Registering,
  applicants: readonly Applicant[],
  now: Date,
): Promise<Known> {
  const since = claimsSince(now)
  const hashes = (keys: readonly string[]) => [...new Set(keys)].map(bytes)
  const niks = await rows(tx, sql.selectKnownNiks, [
    hashes(applicants.map(({ nikKey }) => nikKey)),
    agency,
    since,
  ])
  const relatives = await rows(tx, sql.selectFamilies, [hashes(applicants.map(({ kkKey }) => kkKey)), since])
  const phones = await rows(tx, sql.selectTakenPhones, [[...new Set(applicants.map(({ row }) => row.phone))]])
  const families = new Map<string, Set<string>>()
  const acquainted = new Set<string>()
  for (const { kkHash, nikHash, registered } of relatives) {
    const kkKey = keyOf(kkHash)
    families.set(kkKey, (families.get(kkKey) ?? new Set()).add(keyOf(nikHash)))
    if (registered) acquainted.add(kkKey)
  }
  const known = new Map(niks.map((row) => [keyOf(row.nikHash), knownNik(row)]))
  return {
    state: { known, families, phones: new Set(phones.map(({ phone }) => phone)) },
    rows: new Map(niks.map((row) => [keyOf(row.nikHash), row])),
    acquainted,
  }
}

async function dropLapsed(
  tx: pg.PoolClient,
  known: Known,
  { claimed }: ApplicantAdmission,
  now: Date,
): Promise<void> {
  const lapsed = claimed.filter((nikKey) => known.rows.get(nikKey)?.lapsed)
  if (lapsed.length > 0) await touched(tx, sql.dropLapsedClaims, [lapsed.map(bytes), claimsSince(now)])
}

async function write(
  tx: pg.PoolClient,
  { registrations, agency, actor, importId }: Registering,
  admitted: readonly Applicant[],
  now: Date,
): Promise<string[]> {
  if (admitted.length === 0) return []
  const { ctx, link } = registrations
  const made = await rows(tx, sql.insertPersons, peopleColumns(now, admitted))
  if (made.length !== admitted.length) throw new KnownMeanwhile()
  const idOf = new Map(made.map(({ nikHash, personId }) => [keyOf(nikHash), personId]))
  const personIds = admitted.map(({ nikKey }) => idOf.get(nikKey)!)
  const written = personIds.map((key) => ({ key, made: true }))
  await rememberRows(tx, importId, written, now)
  const purposes = [...neededConsents]
  await touched(tx, sql.insertAssisted, [personIds, agency, actor.actor, now, purposes, consentVersion])
  await writeJournal(
    tx,
    actor,
    now,
    personIds.map((personId) => ({
      event: 'person_registered',
      subject: `person:${personId}`,
      facts: { agency },
    })),
  )
  const home = link('/kartu')
  await queueMessages(
    tx,
    ctx,
    admitted.map(({ row: { name, email } }) => ({
      template: 'registered' as const,
      channel: 'email' as const,
      to: email,
      params: { name, link: home },
    })),
  )
  return personIds
}

/** Who is to join, in the order of their lines; tells `known` whose families were there before. */
function joinersOf(
  known: Known,
  { admitted, already }: ApplicantAdmission,
  personIds: readonly string[],
): Joiner[] {
  const fresh = admitted.map(
    ({ line, row: { nik, bornOn, occupation }, nikKey, kkKey }, i): Joiner & { nikKey: string } => ({
      line,
      nikKey,
      personId: personIds[i]!,
      kkKey,
      nik,
      bornOn,
      occupation,
    }),
  )
  const madeNow = new Map(fresh.map((joiner) => [joiner.nikKey, joiner]))
  // Of somebody who was there already counts what is written down, not what the row says.
  const former = already.flatMap(({ line, row, nikKey }): Joiner[] => {
    const twin = madeNow.get(nikKey)
    if (twin) return [{ ...twin, line }]
    const stored = known.rows.get(nikKey)!
    const kkKey = keyOf(stored.kkHash!)
    known.acquainted.add(kkKey)
    const { personId, bornOn, occupation } = stored
    return [{ line, personId: personId!, kkKey, nik: row.nik, bornOn: bornOn!, occupation: occupation! }]
  })
  return [...fresh, ...former].sort((one, other) => one.line - other.line)
}

function knownNik(row: sql.KnownNikRow): KnownNik {
  return {
    excludedBy: row.excludedBy,
    barred: row.barred,
    recipient: row.recipient,
    registered: row.personId !== undefined,
    claimedElsewhere: row.claimed,
    assisted: row.assisted
      ? { name: row.name!, bornOn: row.bornOn!, phone: row.phone!, email: row.email! }
      : undefined,
  }
}

function keyOf(hash: Buffer): string {
  return hash.toString('latin1')
}

function bytes(key: string): Buffer {
  return Buffer.from(key, 'latin1')
}
