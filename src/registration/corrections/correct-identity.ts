import { type ApprovalRefusal, type TwoPersonAct, takeApproval } from '../../approvals/approvals.ts'
import { changeHolderFacts } from '../../card/change-holder-facts.ts'
import type { Context } from '../../database/context.ts'
import { first, one, rows, statement, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { reasonRefusals } from '../../journal/reason-refusals.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { done, type Outcome, only, type ReasonOf, refusalWords, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { cardOfPerson } from '../../people/card-of-person.ts'
import { lockOf } from '../../people/claim-identity.ts'
import { claimsSince } from '../../people/claim-rules.ts'
import { maskNik } from '../../people/nik-rules.ts'
import { readFacts } from '../../people/person-rules.ts'
import { recipientRefusals } from '../../recipients/recipient-refusals.ts'
import { lockKeys } from '../applicants/applicant-sql.ts'
import { rulesToday } from '../registrations.ts'
import { type EvidenceKind, evidenceKinds, evidenceRefusals } from './evidence-kinds.ts'

/** Why NIK, family card or birth date are not corrected; the list of a wave has the province of the NIK, or ranks within the card. */
export const correctIdentityRefusals = refusalWords({
  id: {
    person_unknown: 'Orang itu tidak ada: cari dengan person find.',
    nik_malformed: 'Itu bukan NIK: periksa 16 angkanya.',
    kk_malformed: 'Itu bukan nomor KK: periksa 16 angkanya, yang bukan NIK.',
    family_card_full: 'Yang terdaftar dari KK itu sudah sebanyak yang boleh. Periksa nomornya.',
    birth_date_malformed: 'Itu bukan tanggal lahir: tulis 1998-07-21.',
    nik_birth_date_differ: 'NIK menyebut tanggal lahir lain: perbaiki keduanya sekaligus.',
    nothing_differs: 'Datanya sudah begitu: tidak ada yang perlu diubah.',
    nik_taken: 'NIK ini milik orang lain, atau sedang dipakai mendaftar: cari dengan person find.',
    waits_in_wave:
      'Daftar gelombang yang ditunggu orang ini memuat provinsi NIK dan KK-nya: perbaiki setelah undian, atau keluarkan dulu orangnya dari gelombang.',
  },
  en: {
    person_unknown: 'There is nobody of this id: look with person find.',
    nik_malformed: 'This is no NIK: check its 16 digits.',
    kk_malformed: 'This is no number of a family card: check its 16 digits, which are not the NIK.',
    family_card_full: 'As many of that family card are registered as the year lets in. Check its number.',
    birth_date_malformed: 'This is no day of birth: write 1998-07-21.',
    nik_birth_date_differ: 'The NIK names another day of birth: correct both at once.',
    nothing_differs: 'This is what the programme has already: there is nothing to change.',
    nik_taken: 'This NIK is somebody else’s, or somebody registers with it just now: look with person find.',
    waits_in_wave:
      'The wave that the person waits in has the province of the NIK and the family card in its list: correct it after the draw, or let them leave the wave first.',
  },
  also: [reasonRefusals, evidenceRefusals, only(recipientRefusals, 'on_exclusion_list')],
})
type NotIdentity = ReasonOf<typeof correctIdentityRefusals>
export type IdentityRefusal = NotIdentity | ApprovalRefusal

/** Who somebody is, as it was typed; undefined stays. */
export interface Identity {
  readonly nik?: string | undefined
  readonly kk?: string | undefined
  readonly birthDate?: string | undefined
}

const lockPerson = statement<[personId: string], 'registration/lock-identity-to-correct', 'waits'>(
  'registration/lock-identity-to-correct',
  `
  select
    nik_sealed, kk_sealed, born_on,
    exists (
      select from wave_application application join wave using (wave_id)
      where application.person_id = person.person_id and left_at is null and wave.status in ('open', 'closed', 'drawn')
    ) as waits
  from person
  where person_id = $1
  for no key update of person
  `,
)

const selectNikFacts = statement<
  [nikHash: Buffer, personId: string],
  'registration/select-nik-facts',
  'taken' | 'excluded'
>(
  'registration/select-nik-facts',
  `
  select
    exists (select from person where nik_hash = $1 and person_id <> $2)
      or exists (select from registration where nik_hash = $1) as taken,
    exists (select from exclusion where nik_hash = $1) as excluded
  `,
)

/** How many others of a family card are registered, or register just now. */
const selectFamily = statement<
  [kkHash: Buffer, personId: string, claimedSince: Date],
  'registration/select-family-of-correction',
  'family'
>(
  'registration/select-family-of-correction',
  `
  select
    (select count(*)::int from person where kk_hash = $1 and person_id <> $2)
      + (select count(*)::int from registration where kk_hash = $1 and claimed_at > $3) as family
  `,
)

const updateIdentity = statement<
  [
    personId: string,
    nikHash: Buffer,
    nikSealed: Buffer,
    nikTail: string,
    bornOn: string,
    kkHash: Buffer,
    kkSealed: Buffer,
  ]
>(
  'registration/correct-identity',
  `
  update person set nik_hash = $2, nik_sealed = $3, nik_tail = $4, born_on = $5, kk_hash = $6, kk_sealed = $7
  where person_id = $1
  `,
)

/** Why somebody is corrected, and by which document: one of {@link evidenceKinds}. */
export interface Grounds {
  readonly because: string
  readonly document: string | undefined
}

interface Correct {
  readonly act: TwoPersonAct
  readonly nik: string
  readonly nikHash: Buffer
  readonly kk: string
  readonly bornOn: string
  readonly corrected: readonly string[]
  readonly document: EvidenceKind
}

/**
 * What two people approve: that somebody has another NIK, family card or day of birth, by which document. The facts show the ends of
 * the numbers (the NIK holds the day of birth), and marks by which the same ones are known again.
 */
export async function correctIdentityAct(
  ctx: Context,
  personId: string,
  typed: Identity,
  grounds: Grounds,
): Promise<Outcome<TwoPersonAct, NotIdentity>> {
  const correct = await inTransaction(ctx.db, (tx) => read(tx, ctx, personId, typed, grounds))
  return correct.ok ? done(correct.value.act) : correct
}

/** Corrects who somebody is, on their card too, once two people have approved it. The journal says that, and why. */
export async function correctIdentity(
  ctx: Context,
  personId: string,
  typed: Identity,
  { actor, ...grounds }: Grounds & { readonly actor: Actor },
): Promise<Outcome<{ corrected: readonly string[] }, IdentityRefusal>> {
  return inTransaction(ctx.db, async (tx) => {
    const correct = await read(tx, ctx, personId, typed, grounds)
    if (!correct.ok) return correct
    const { act, nik, nikHash, kk, bornOn, corrected, document } = correct.value
    const now = ctx.clock.now()
    const approval = await takeApproval(tx, act, actor, now)
    if (!approval.ok) return approval
    const { secrets } = ctx
    const keys = [nikHash, secrets.seal(nik), nik.slice(-4), bornOn] as const
    await touched(tx, updateIdentity, [personId, ...keys, secrets.hash('kk', kk), secrets.seal(kk)])
    const cardId = await cardOfPerson(tx, personId)
    if (cardId) await changeHolderFacts(tx, cardId, { bornOn })
    const subject = `person:${personId}`
    await writeJournal(tx, actor, now, [
      {
        event: 'identity_corrected',
        subject,
        reason: grounds.because.trim(),
        facts: { corrected, document },
        ...(cardId && { cardId }),
      },
    ])
    return done({ corrected })
  })
}

async function read(
  tx: Parameters<typeof cardOfPerson>[0],
  ctx: Context,
  personId: string,
  typed: Identity,
  grounds: Grounds,
): Promise<Outcome<Correct, NotIdentity>> {
  const reason = grounds.because.trim()
  if (reason === '') return refuse('reason_missing')
  const now = ctx.clock.now()
  const asTyped = readFacts({ nik: typed.nik, kk: typed.kk, bornOn: typed.birthDate }, now)
  const { nik: wanted, kk: card, bornOn: day } = asTyped.facts
  const [malformed] = asTyped.refusals
  if (malformed) return refuse(malformed)
  // As registrations do it, the NIK first: whoever claims one of them meanwhile waits.
  const locks = [
    ...(wanted === undefined ? [] : [lockOf('nik', ctx.secrets.hash('nik', wanted))]),
    ...(card === undefined ? [] : [lockOf('kk', ctx.secrets.hash('kk', card))]),
  ]
  if (locks.length > 0) await rows(tx, lockKeys, [locks])
  const person = await first(tx, lockPerson, [personId])
  if (!person) return refuse('person_unknown')
  const before = ctx.secrets.open(person.nikSealed)
  const nik = wanted ?? before
  const bornOn = day ?? person.bornOn
  const kkBefore = ctx.secrets.open(person.kkSealed)
  const kk = card ?? kkBefore
  const corrected = [
    ...(nik === before ? [] : ['nik']),
    ...(kk === kkBefore ? [] : ['kk']),
    ...(bornOn === person.bornOn ? [] : ['birth_date']),
  ]
  if (corrected.length === 0) return refuse('nothing_differs')
  const document = evidenceKinds.find((kind) => kind === grounds.document)
  if (!document) return refuse('evidence_missing')
  const [unfit] = readFacts({ nik, kk, bornOn }, now).refusals
  if (unfit) return refuse(unfit)
  const nikHash = ctx.secrets.hash('nik', nik)
  const { taken, excluded } = await one(tx, selectNikFacts, [nikHash, personId])
  if (nik !== before && taken) return refuse('nik_taken')
  if (nik !== before && excluded) return refuse('on_exclusion_list')
  if (person.waits && (nik.slice(0, 2) !== before.slice(0, 2) || kk !== kkBefore))
    return refuse('waits_in_wave')
  const kkHash = ctx.secrets.hash('kk', kk)
  if (kk !== kkBefore && (await isFamilyFull(tx, ctx, kkHash, personId))) return refuse('family_card_full')
  const markOf = (hash: Buffer) => hash.toString('hex').slice(0, 16)
  const facts = {
    nik: maskNik(nik),
    nik_mark: markOf(nikHash),
    kk: maskNik(kk),
    kk_mark: markOf(kkHash),
    birth_date: `${bornOn.slice(0, 4)}-**-**`,
    document,
    because: reason,
  }
  const act: TwoPersonAct = { act: 'correct_identity', subject: `person:${personId}`, facts }
  return done({ act, nik, nikHash, kk, bornOn, corrected, document })
}

async function isFamilyFull(
  tx: Parameters<typeof cardOfPerson>[0],
  ctx: Context,
  kkHash: Buffer,
  personId: string,
): Promise<boolean> {
  const { maxPerFamilyCard } = await rulesToday(ctx)
  const { family } = await one(tx, selectFamily, [kkHash, personId, claimsSince(ctx.clock.now())])
  return family >= maxPerFamilyCard
}
