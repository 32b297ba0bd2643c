import { type ApprovalRefusal, type TwoPersonAct, takeApproval } from '../approvals/approvals.ts'
import type { Context } from '../database/context.ts'
import { first, type Queryable, type Row, rows, statement, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { done, type Outcome, type ReasonOf, refusalWords, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import { startOfWibDate } from '../kernel/wib.ts'

/** What a storefront keeps of the prices that it sells at, from a day on. */
export interface ContractTerms {
  /** none: all institutions that have no contract of their own with the storefront */
  readonly institutionId?: number | undefined
  /** hundredths of a percent of the price as approved: 1250 is 12.5 % */
  readonly commissionBp: number
  /** the first day in WIB: 2026-12-01 */
  readonly from: string
}

export interface Contract extends Row<'money/select-contracts'> {}

export const contractRefusals = refusalWords({
  id: {
    storefront_unknown: 'Toko itu tidak ada. Lihat daftar mitra: bekal partner list.',
    institution_unknown: 'Lembaga itu tidak ada. Lihat daftarnya: bekal institution list.',
    commission_above_cap:
      'Komisi itu melebihi batas tahun program (maxCommissionPercent). Pilih persen yang lebih kecil.',
    contract_day_past:
      'Kontrak berlaku mulai hari yang akan datang. Pilih tanggal mulai besok atau sesudahnya.',
  },
  en: {
    storefront_unknown: 'There is no such storefront. See the partners: bekal partner list.',
    institution_unknown: 'There is no such institution. See them: bekal institution list.',
    commission_above_cap:
      'That commission is above the cap of the programme year (maxCommissionPercent). Name a lower percentage.',
    contract_day_past: 'A contract holds from a day to come. Name tomorrow or a later day.',
  },
})
export type ContractRefusal = ReasonOf<typeof contractRefusals>

const partiesOfContract = statement<
  [partnerId: number, institutionId: number | null],
  'money/parties-of-contract',
  'storefront' | 'institution'
>(
  'money/parties-of-contract',
  `
  select
    exists (select from partner where partner_id = $1 and kind = 'storefront') as storefront,
    $2::int is null or exists (select from institution where institution_id = $2) as institution,
    (select (rules ->> 'maxCommissionPercent')::int from programme_year order by year desc limit 1) as max_percent
  `,
)

const insertContract = statement<
  [partnerId: number, institutionId: number | null, commissionBp: number, from: Date, approvalId: string]
>(
  'money/insert-contract',
  `
  insert into contract (partner_id, institution_id, commission_bp, holds_from, approval_id) values ($1, $2, $3, $4, $5)
  `,
)

const selectContracts = statement<[], 'money/select-contracts'>(
  'money/select-contracts',
  `
  select contract_id, client_code, partner.name as storefront, institution.name as institution, commission_bp, holds_from,
    requested_by, approved_by
  from contract
  join partner using (partner_id)
  join approval using (approval_id)
  left join institution on institution.institution_id = contract.institution_id
  order by partner.name, institution.name nulls first, holds_from, contract_id
  `,
)

/** Every contract there is and was, by storefront. */
export function listContracts(db: Queryable): Promise<Contract[]> {
  return rows(db, selectContracts, [])
}

/**
 * What two people approve: what a storefront keeps from a day on. What was paid before goes by the contract before, so that
 * nothing that was sold changes its price afterwards.
 */
export async function setContractAct(
  db: Queryable,
  partnerId: number,
  { institutionId, commissionBp, from }: ContractTerms,
  now: Date,
): Promise<Outcome<TwoPersonAct, ContractRefusal>> {
  const { storefront, institution, maxPercent } = (await first(db, partiesOfContract, [
    partnerId,
    institutionId,
  ]))!
  if (!storefront) return refuse('storefront_unknown')
  if (!institution) return refuse('institution_unknown')
  if (maxPercent !== undefined && commissionBp > maxPercent * 100) return refuse('commission_above_cap')
  if (startOfWibDate(from) <= now) return refuse('contract_day_past')
  return done({
    act: 'set_contract',
    subject: `partner:${partnerId}`,
    facts: {
      ...(institutionId !== undefined && { institution_id: institutionId }),
      commission_bp: commissionBp,
      from,
    },
  })
}

/** Puts a contract in force from its day on, once two people have approved it. */
export async function setContract(
  ctx: Context,
  partnerId: number,
  terms: ContractTerms,
  actor: Actor,
): Promise<Outcome<null, ContractRefusal | ApprovalRefusal>> {
  return inTransaction(ctx.db, async (tx) => {
    const now = ctx.clock.now()
    const act = await setContractAct(tx, partnerId, terms, now)
    if (!act.ok) return act
    const approval = await takeApproval(tx, act.value, actor, now)
    if (!approval.ok) return approval
    const { institutionId, commissionBp, from } = terms
    const row = [
      partnerId,
      institutionId,
      commissionBp,
      startOfWibDate(from),
      approval.value.approvalId,
    ] as const
    await touched(tx, insertContract, [...row])
    await writeJournal(tx, actor, now, [
      { event: 'contract_set', subject: act.value.subject, facts: act.value.facts },
    ])
    return done(null)
  })
}
