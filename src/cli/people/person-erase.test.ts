import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import pg from 'pg'
import { aDeadline, cutOff } from '../../../test/a-deadline.ts'
import { aDrawnProgramme, refusalOf } from '../../../test/a-draw.ts'
import { bekalOn } from '../../../test/bekal.ts'
import { settingsOf } from '../../../test/database.ts'
import { settled } from '../../../test/settled.ts'
import { ana, budi, byTwo, tokenOf, twoPeople } from '../../../test/two-people.ts'
import { fileAppeal } from '../../appeals/appeals.ts'
import { sealJournal } from '../../database/seals/journal-seal.ts'
import { inTransaction } from '../../database/transaction.ts'
import { auditJournal } from '../../journal/audit.ts'
import { checkInvariants } from '../../ledger/check-invariants.ts'
import { inboxTransport } from '../../messages/transports/inbox.ts'
import { mayClaim } from '../../people/claim-identity.ts'
import { erasePerson, erasePersonAct } from '../../retention/erase-person.ts'
import { forgetJobs } from '../../retention/forget-jobs.ts'
import { retentionRules } from '../../retention/how-long.ts'
import { findPeople } from '../../staff/search/find-people.ts'
import { signUp } from '../../storefronts/accounts/accounts.ts'
import { verifyDraw } from '../../waves/draw/published/verify-draw.ts'
import { setDemoOffset } from '../../years/demo-clock.ts'

const world = await aDeadline()
const { ctx, pool, clock } = world
await twoPeople(pool)
const folder = await mkdtemp(path.join(tmpdir(), 'bekal-cli-'))
after(async () => {
  await world.close()
  await rm(folder, { recursive: true, force: true })
})
const settings = { BEKAL_DATA: folder, ...settingsOf(world.database) }
const bekal = bekalOn(settings, await tokenOf(ctx, ana))
const asBudi = bekalOn(settings, await tokenOf(ctx, budi))

/** Writes what operations of many rooms would have written of somebody, told as theirs are. */
async function written(statements: readonly string[], values: unknown[]): Promise<void> {
  await inTransaction(pool, async (tx) => {
    await tx.query(
      `insert into journal (at, actor, act, subject, request_id) values (now(), 'system:test', 'person_viewed', 'x', 'r')`,
    )
    for (const text of statements)
      await tx.query(text.replace(/\$(\d)/g, (_, at) => pg.escapeLiteral(String(values[at - 1]))))
  })
}

/** Every table in which one of these stands, as text, in JSON or as the bytes of a file. */
async function tablesWith(values: readonly string[]): Promise<string[]> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
  )
  const found: string[] = []
  for (const { name } of tables) {
    const { rows } = await pool.query(
      `select wanted_text as value from unnest($1::text[]) as wanted_text where exists (
         select from ${name} whole_row
         where strpos(lower(whole_row::text), lower(wanted_text)) > 0
           or strpos(whole_row::text, encode(convert_to(wanted_text, 'UTF8'), 'hex')) > 0
       )`,
      [values],
    )
    found.push(...rows.map(({ value }) => `${name}: ${value}`))
  }
  return found.sort()
}

const because = ['--because', 'diminta di loket, KTP dilihat']

test('somebody is erased by two: nothing says any more who it was, and money, journal and tables still verify', async () => {
  const [card] = await world.cards(1)
  const { personId, cardId, number, phone } = card!
  await world.buy(card!)
  const { rows } = await pool.query(
    'select name, lower(email) as email, nik_sealed, kk_sealed, nik_hash from person where person_id = $1',
    [personId],
  )
  const { name, email, nik_sealed, kk_sealed, nik_hash } = rows[0]
  const [nik, kk] = [ctx.secrets.open(nik_sealed), ctx.secrets.open(kk_sealed)]
  const password = 'sandi yang panjang sekali'
  const account = await signUp(ctx, {
    storefront: 'toko',
    email,
    name,
    password,
    requestId: 'r',
    phone,
  } as never)
  assert.ok(account.ok, refusalOf(account))
  const old = '+6281377771111'
  await written(
    [
      `update partner set storefront = 'toko' where partner_id = (select min(partner_id) from partner)`,
      `insert into portal_account (email, password_hash, email_verified_at, person_id, created_at) values ($3, 'x', now(), $1, now())`,
      `insert into contact_change (person_id, field, was, became, changed_by, changed_at, rests_until)
       values ($1, 'phone', $6, $4, 'staff:101', now(), now())`,
      `insert into payout_account (party_kind, party_id, kind, provider, number_sealed, number_mark, number_tail, holder_name,
         language, asked_by, asked_at, verified_name, verified_at, usable_from)
       values ('person', $1, 'bank', 'bca', '\\x01', '\\x02', '1234', $5, 'id', 'person:' || $1, now(), $5, now(), now())`,
      `insert into desk_case (person_id, kind, reason, opened_by, opened_at, expires_at, document, document_note,
         registry_matched_at, phone, phone_proved_at, outcome, ended_by, ended_at)
       values ($1, 'access', $5, 'staff:101', now(), now(), 'identity_card', $5, now(), $6, now(), 'withdrawn', 'staff:101', now())`,
      `insert into review (card_id, purchase_id, course_id, stars, text, shown_name, written_at)
       select card_id, purchase_id, course_id, 5, $5 || ' senang sekali', $5, now() from purchase where card_id = $2`,
      `insert into submission_file (card_id, purchase_id, media_type, content)
       select card_id, purchase_id, 'application/pdf', convert_to($5, 'UTF8') from purchase where card_id = $2`,
      `insert into submission (card_id, purchase_id, kind, scope, sequence, file_id, notes, status, submitted_at, submitted_by, decided_at, decided_by)
       select card_id, purchase_id, 'assignment', 'tpm', 1, file_id, $5, 'accepted', now(), 'x', now(), 'y' from submission_file where card_id = $2`,
      `insert into certificate (card_id, certificate_id, purchase_id, kind, holder_name, course_title, institution_name, issued_at, status_index)
       select card_id, 'SERTHAPUS001', purchase_id, 'institution', $5, 'K', 'L', now(), 77 from purchase where card_id = $2`,
      `insert into inbox (kind, address, text, sent_at) values ('sms', $4, 'kode', now())`,
      `insert into message (card_id, message_id, channel, address, template, params, status, created_at, ended_at)
       values (0, 990001, 'sms', $6, 'x', '{}', 'sent', now(), now())`,
      `insert into phone_proof (realm, owner, phone, code_hashes, code_ends, sent_at, expires_at) values ('portal', 'person:' || $1, $4, '{}', '{}', now(), now())`,
      `insert into web_session (token_hash, site, person_id, csrf, created_at, seen_at) values ('\\x77', 'portal', $1, 'c', now(), now())`,
      `insert into storefront_order (order_no, storefront, account_id, course_id, schedule_id, step, answers, price, created_at)
       select 'TOK-HAPUS', 'toko', (select max(account_id) from storefront_account), course_id, schedule_id, 'x',
         jsonb_build_object('name', $5::text, 'card', $7::text), 1, now() from purchase where card_id = $2`,
      `insert into list_export (source, terms, language, staff_id, asked_at) values ('people', '{}', 'id', 101, now())`,
      `insert into list_export_chunk select max(export_id), 0, convert_to($5, 'UTF8') from list_export`,
    ],
    [personId, cardId, email, phone, name, old, number],
  )
  const text = `Nama saya ${name}, hapus data saya.`
  const filed = await fileAppeal(ctx, { personId }, { about: 'erasure', text, requestId: 'r' })
  assert.ok(filed.ok)
  await written(
    [
      `insert into case_note (kind, subject, text, written_by, written_at) values ('data_request', $1, $2, 'staff:101', now())`,
    ],
    [filed.value.reference, `${name} menelepon`],
  )
  const values = [name, email, nik, kk, phone, phone.slice(3), old, number]
  assert.ok((await tablesWith(values)).length > 15, 'the test finds what there is')

  const erase = (...words: string[]) => bekal('person', 'erase', personId, ...words)
  assert.equal((await erase(...because)).said.refusal, 'card_in_term')
  clock.set(cutOff)
  // Commands have a clock of their own.
  await setDemoOffset(pool, cutOff.getTime() - Date.now())
  assert.equal((await erase(...because)).said.refusal, 'card_not_settled')
  await world.run()
  assert.equal((await erase('--because', `${name} minta`)).said.refusal, 'reason_names_person')
  assert.equal((await erase('--because', ' ')).said.refusal, 'reason_missing')
  const other = await fileAppeal(ctx, { personId }, { about: 'complaint', text, requestId: 'r' })
  assert.ok(other.ok)
  assert.equal((await erase(...because)).said.refusal, 'other_appeal_open')
  const answered = ['appeal', 'answer', other.value.reference, '--decline', '--reason', 'Sudah dijelaskan.']
  assert.equal((await bekal(...answered)).code, 0)
  const grant = ['appeal', 'answer', filed.value.reference, '--grant', '--reason', 'Akan dihapus.']
  assert.equal((await bekal(...grant)).said.refusal, 'erasing_grants')

  const broken = async () => {
    await settled(pool)
    await sealJournal(ctx)
    const { findings } = await auditJournal(pool, { limit: 10_000 })
    return findings.map(({ kind, row }) => `${kind} ${row}`)
  }
  const checked = async () =>
    (await checkInvariants(pool)).map(({ invariant, count }) => `${invariant} ${count}`)
  const [foundBefore, checkedBefore] = [await broken(), await checked()]
  assert.equal((await erase(...because)).said.waits, true)
  const { said } = await asBudi('person', 'erase', personId, ...because)
  assert.deepEqual(said, { personId, requests: [filed.value.reference], stillKnown: true })
  // What is left is the last email to them, and nothing of it once it is sent.
  assert.deepEqual(await tablesWith(values), [`outbox: ${email}`])
  const transport = inboxTransport()
  const { rows: last } = await pool.query(
    `select message_id as id from outbox where template = 'person-erased' and address = $1`,
    [email],
  )
  const sent = { id: last[0].id, status: 'sent' as const, rendered: { text: 'Data Anda sudah dihapus' } }
  await transport.keep(pool, [sent], clock.now())
  await pool.query('delete from inbox where address = $1', [email])
  assert.deepEqual(await tablesWith(values), [])
  assert.deepEqual(await checked(), checkedBefore)
  const known = new Set(foundBefore)
  assert.deepEqual(
    (await broken()).filter((one) => !known.has(one)),
    [],
  )
  assert.equal((await erase(...because)).said.refusal, 'already_erased')
  // Of the NIK there is the keyed hash, by which its card is known again and nobody else.
  assert.deepEqual(
    (await findPeople(ctx, nik)).map((one) => [one.personId, one.name]),
    [[personId, '(terhapus)']],
  )
  assert.deepEqual(nik_hash, ctx.secrets.hash('nik', nik))
  for (const one of [name, email, phone, number]) assert.deepEqual(await findPeople(ctx, one), [], one)
  const { rows: told } = await pool.query(
    `select act, reason from journal where subject = $1 and act in ('person_erased', 'appeal_answered') order by journal_id`,
    [`person:${personId}`],
  )
  assert.deepEqual(told.at(-2), { act: 'person_erased', reason: because[1] })
})

test('an applicant who was not chosen is erased after the draw: the draw verifies as before, and the NIK is free; one who is barred stays known', async () => {
  const drawn = await aDrawnProgramme()
  const waveId = await drawn.anOpenWave(1)
  const people: string[] = []
  for (let i = 0; i < 4; i++) people.push(await drawn.aPerson())
  for (const personId of people) await drawn.join(personId, waveId)
  const by = { because: 'diminta lewat surat' }
  assert.equal(refusalOf(await erasePersonAct(drawn.ctx, people[0]!, by)), 'waits_for_draw')
  await drawn.drawn(waveId)
  const { rows: chosen } = await drawn.pool.query('select person_id from recipient')
  assert.equal(refusalOf(await erasePersonAct(drawn.ctx, chosen[0].person_id, by)), 'seat_offered')
  const [loser, barred] = people.filter((id) => id !== chosen[0].person_id)
  await drawn.bar(barred!)
  for (const personId of [loser!, barred!]) {
    const { rows } = await drawn.pool.query(
      'select nik_hash as "nikHash", kk_hash as "kkHash" from person where person_id = $1',
      [personId],
    )
    await byTwo(drawn.ctx, await erasePersonAct(drawn.ctx, personId, by))
    assert.equal(
      refusalOf(await erasePerson(drawn.ctx, personId, { ...by, actor: budi, link: (at) => at })),
      undefined,
    )
    const claim = await inTransaction(drawn.pool, (tx) => mayClaim(tx, rows[0], null, drawn.clock.now(), 2))
    assert.equal(refusalOf(claim), personId === loser ? undefined : 'barred')
  }
  await drawn.published(waveId, async (place) => assert.equal((await verifyDraw(place)).whole, true))
})

test('every table has a rule, and every job that forgets stands in it', async () => {
  const { rows } = await pool.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
  )
  assert.deepEqual(
    Object.keys(retentionRules).toSorted(),
    rows.map(({ name }) => name).toSorted(),
    'say how long its rows are kept: src/retention/how-long.ts',
  )
  const named = new Set(Object.values(retentionRules).map(({ by }) => by))
  assert.deepEqual(
    forgetJobs.filter((job) => !named.has(job)),
    [],
  )
})

test('a dry run says what would go and changes nothing; the run does it, once, and the journal says how much', async () => {
  await setDemoOffset(pool, 0)
  await pool.query(
    `insert into phone_proof (realm, owner, phone, code_hashes, code_ends, sent_at, expires_at)
     select 'portal', 'x' || i, '+62', '{}', '{}', '2020-01-01Z', '2020-01-01Z' from generate_series(1, 3) i`,
  )
  const rowsOf = (said: { rows: { name: string; rows: number }[] }) =>
    said.rows.find(({ name }) => name === 'forget-phone-codes')?.rows
  assert.equal(rowsOf((await bekal('retention', 'run', '--dry')).said), 3)
  assert.equal(rowsOf((await bekal('retention', 'run', '--dry')).said), 3)
  assert.equal((await asBudi('retention', 'run')).said.refusal, 'not_allowed')
  assert.equal(rowsOf((await bekal('retention', 'run')).said), 3)
  assert.equal(rowsOf((await bekal('retention', 'run')).said), 0)
  const { rows } = await pool.query(`select actor from journal where act = 'retention_run'`)
  assert.deepEqual(rows, [{ actor: ana.actor }, { actor: ana.actor }])
})
