import assert from 'node:assert/strict'
import { openDeskCase } from '../src/desk/desk-case.ts'
import type { Question } from '../src/desk/desk-rules.ts'
import { giveAccess } from '../src/desk/give-access.ts'
import { proveNewPhone, sendDeskCode } from '../src/desk/prove-new-phone.ts'
import { compareAnswers } from '../src/desk/prove-person.ts'
import { day } from '../src/kernel/clock.ts'
import type { SmsCaps } from '../src/messages/sms-caps.ts'
import { demoRegistry } from '../src/people/population-registry.ts'
import type { Registrations } from '../src/registration/registrations.ts'
import { type ACard, aProgramme } from './a-programme.ts'
import { must } from './registering.ts'
import { twoPeople } from './two-people.ts'

const staffOf = (id: number) => ({ actor: `staff:${id}`, requestId: `r-${id}` })
/** The people of the desk: Dewi opens, Gita is the second; Hana's factors are new, Joko is no helper, Kiki has left. */
export const dewi = staffOf(111)
export const gita = staffOf(112)
export const hana = staffOf(113)
export const joko = staffOf(114)
export const kiki = staffOf(115)

/** A holder of a card with all that the desk can ask them. */
export interface Holder {
  readonly personId: string
  readonly card: ACard
  readonly answers: Record<Question, string>
}

const manySms = { worked: 1e9, plain: 1e9 }
const noCaps: SmsCaps = {
  perAddressAndHour: manySms,
  perAddressAndDay: manySms,
  perPrefixAndHour: 1e9,
  perPrefixAndDay: 1e9,
  perSiteAndDay: 1e9,
}
const origin = { address: '203.0.113.9', worked: true }

/** A programme in which people lose their phones, with a desk of two who may help and others who may not. */
export async function aDesk() {
  const programme = await aProgramme()
  const { ctx, pool, clock } = programme
  await twoPeople(pool)
  await pool.query(
    `insert into staff (staff_id, email, name, roles, password_hash, totp_sealed, totp_confirmed_at, may_decide_from, disabled_at, created_at)
     select id, lower(name) || '@meja.contoh.id', name, array[role], 'none', '', '2020-01-01Z',
       case name when 'Hana' then '2030-01-01Z' else '2020-01-01Z' end::timestamptz,
       case name when 'Kiki' then '2026-01-01Z'::timestamptz end, '2020-01-01Z'
     from (values (111, 'Dewi', 'support'), (112, 'Gita', 'support'), (113, 'Hana', 'support'), (114, 'Joko', 'operator'), (115, 'Kiki', 'support'))
       as one (id, name, role)`,
  )
  await pool.query(
    `insert into programme_year (year, name, rules) values (2026, '2026', '{}') on conflict do nothing`,
  )
  const { rows: waves } = await pool.query(
    'insert into wave (year, number, quota) values (2026, 1, 100000) returning wave_id',
  )
  const registrations: Registrations = {
    ctx,
    registry: demoRegistry,
    domain: 'bekal.example',
    smsCaps: noCaps,
    link: (path) => `https://bekal.example${path}`,
    onMessages: () => {},
  }
  let phones = 0
  const aPhone = () => `+62813${String(70_000_000 + ++phones)}`
  const by = (actor: typeof dewi) => ({ actor, link: registrations.link })
  const codeTo = async (phone: string): Promise<string> => {
    const { rows } = await pool.query(
      `select sealed from outbox where address = $1 and template = 'account-phone-otp' order by message_id desc limit 1`,
      [phone],
    )
    return JSON.parse(ctx.secrets.open(rows[0].sealed)).otp
  }
  let people = 0
  async function aHolder(email = `peserta${people + 1}@contoh.example`): Promise<Holder> {
    const card = await programme.aCard()
    const serial = String(++people).padStart(4, '0')
    const [nik, kk] = [`320104610798${serial}`, `320104120511${serial}`]
    const { rows } = await pool.query(
      `insert into person (nik_hash, nik_sealed, nik_tail, kk_hash, kk_sealed, name, born_on, phone, email, education, occupation, created_at)
       values ($1, '', $2, $3, '', 'Siti Aminah', '1998-07-21', $4, $5, 3, 'lainnya', now()) returning person_id`,
      [ctx.secrets.hash('nik', nik), serial, ctx.secrets.hash('kk', kk), card.phone, email],
    )
    const personId: string = rows[0].person_id
    await pool.query('update card set person_id = $2, holder_email = $3 where card_id = $1', [
      card.cardId,
      personId,
      email,
    ])
    await pool.query(
      `insert into recipient (wave_id, person_id, status, card_id, selected_at, notified_at) values ($1, $2, 'notified', $3, now(), now())`,
      [waves[0].wave_id, personId, card.cardId],
    )
    const answers = { nik, kk, birth_date: '21-07-1998', old_phone: card.phone, email, card: card.number }
    return { personId, card, answers }
  }
  const open = async (holder: Holder, actor = dewi) =>
    must(await openDeskCase(ctx, holder.personId, { kind: 'access', because: 'HP hilang' }, actor))
  const ask = async (deskCaseId: string, { answers }: Holder, actor: typeof dewi) => {
    const { nik, kk, birth_date, email } = answers
    const { proved } = must(await compareAnswers(ctx, deskCaseId, { nik, kk, birth_date, email }, actor))
    assert.ok(proved)
  }
  /** The first has opened it, asked, and has the code of a new phone: Gita is missing. */
  async function toSecond(holder: Holder, first = dewi) {
    const phone = aPhone()
    const deskCaseId = await open(holder, first)
    await ask(deskCaseId, holder, first)
    must(await sendDeskCode(registrations, deskCaseId, { phone, origin }, first))
    const code = await codeTo(phone)
    must(await proveNewPhone(ctx, deskCaseId, code, first))
    return { deskCaseId, phone, code }
  }
  return {
    ...programme,
    registrations,
    origin,
    by,
    aPhone,
    codeTo,
    aHolder,
    open,
    ask,
    toSecond,
    perform: (deskCaseId: string, actor = dewi) => giveAccess(ctx, deskCaseId, by(actor)),
    /** the links of the notices of a change, by channel and address */
    async stopTokens(): Promise<Map<string, string>> {
      const { rows } = await pool.query(
        `select address, sealed from outbox where template = 'phone-replaced' order by message_id`,
      )
      const tokenOf = (sealed: Buffer) => JSON.parse(ctx.secrets.open(sealed)).stopLink.split('/').at(-1)
      return new Map(rows.map(({ address, sealed }) => [address, tokenOf(sealed)]))
    },
    laterBy: (days: number) => clock.advance(days * day),
  }
}
