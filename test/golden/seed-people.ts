import assert from 'node:assert/strict'
import { fileAppeal } from '../../src/appeals/appeals.ts'
import { requestApproval } from '../../src/approvals/approvals.ts'
import { runDeadlines } from '../../src/deadlines/run-deadlines.ts'
import { reportFraud } from '../../src/fraud/report-fraud.ts'
import { askWithoutAccount } from '../../src/information/ask.ts'
import { demoRegistry } from '../../src/people/population-registry.ts'
import { checkIdentity } from '../../src/registration/check-identity.ts'
import { joinWave } from '../../src/waves/join-wave.ts'
import { openWaveAct } from '../../src/waves/open-wave.ts'
import { listWaves } from '../../src/waves/waves.ts'
import { must, registering } from '../registering.ts'
import { ana } from '../two-people.ts'
import { fixedAt, publicUrl, type World } from './fixed-world.ts'
import { seedWaves } from './seed-waves.ts'

/** Who can log in at the portal by email, with the password of all tests. */
export const portalPeople = {
  applicant: 'pendaftar@contoh.id',
  chosen: 'terpilih@contoh.id',
  beginner: 'pemula@contoh.id',
} as const

/** People without a card: one waits in the open wave, some were drawn, one has only begun; and what waits for the staff. */
export async function seedPeople(world: World): Promise<void> {
  const { ctx } = world
  const link = (path: string) => `${publicUrl}${path}`
  const registrations = { ctx, registry: demoRegistry, domain: 'bekal.contoh.id', link, onMessages: () => {} }
  const people = registering(registrations, 900_000)
  const made: string[] = []
  for (const email of [
    portalPeople.applicant,
    portalPeople.chosen,
    'p3@contoh.id',
    'p4@contoh.id',
    'p5@contoh.id',
  ])
    made.push((await people.aPerson({ email })).personId)
  const beginner = await people.anAccount(portalPeople.beginner)
  assert.ok((await checkIdentity(registrations, beginner, people.typed(), 'golden')).ok)
  await people.otherSteps(beginner)

  const [applicant, ...others] = made
  const open = (await listWaves(ctx.db)).find(({ status }) => status === 'open')!
  must(await joinWave(ctx, applicant!, open.waveId, { actor: `person:${applicant}`, requestId: 'golden' }))
  await seedWaves(world, { drawn: others.slice(0, 2), closed: others.slice(2) })

  const text = 'Nama saya di KTP tidak sama dengan yang ada di sini.'
  must(await fileAppeal(ctx, { personId: applicant! }, { about: 'identity', text, requestId: 'golden' }))
  await reportFraud(ctx, { about: 'institution', named: 'LKP Semu', text, requestId: 'golden' })
  const asks = { topic: 'wave', contact: 'tanya@contoh.id', language: 'id', caller: '10.0.0.9' } as const
  must(await askWithoutAccount(ctx, { ...asks, text, requestId: 'golden' }))
  const terms = { link: link('/kartu'), consoleLink: link('/konsol/tenggat') }
  await runDeadlines(ctx, { actor: { actor: 'system:deadlines', requestId: 'golden' }, ...terms })
  await ctx.db.query(
    `insert into correction (card_id, kind, reason, requested_by, requested_at, asked_amount)
     values (1, 'restore', 'Pembelian terlambat karena gangguan kami.', $1, $2, 1000000)`,
    [ana.actor, fixedAt],
  )
  const ready = (await listWaves(ctx.db)).find(({ number }) => number === 8)!
  must(await requestApproval(ctx, must(await openWaveAct(ctx.db, ready.waveId)), ana))
}
