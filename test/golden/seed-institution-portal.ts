import assert from 'node:assert/strict'
import {
  proposeCourse,
  proposeSchedule,
  submitProposal,
} from '../../src/catalogue/proposals/write-proposal.ts'
import type { Context } from '../../src/database/context.ts'
import { day } from '../../src/kernel/clock.ts'
import { handInWork } from '../../src/learning/assignments/hand-in.ts'
import { askConfirmation } from '../../src/learning/attendance/ask-confirmation.ts'
import { reportCompletion } from '../../src/learning/completion/report-completion.ts'
import { redeemFile } from '../../src/learning/institution-portal/redeem-file.ts'
import { askAccount } from '../../src/money/accounts/ask-account.ts'
import { accountsOver } from '../accounts-of.ts'
import { must } from '../registering.ts'
import { fixedAt } from './fixed-world.ts'

const pdf = Buffer.from('%PDF-1.4\n%%EOF\n')

interface Training {
  readonly cardId: string
  readonly purchaseId: string
  readonly institutionId: number
  readonly courseCode: string
}

/** The training of a paid order. */
async function trainingOf(ctx: Context, orderNo: string): Promise<Training> {
  const { rows } = await ctx.db.query<Training>(
    `select card_id as "cardId", purchase_id as "purchaseId", institution_id as "institutionId", course_code as "courseCode"
     from storefront_order join course using (course_id) where order_no = $1`,
    [orderNo],
  )
  return rows[0] ?? assert.fail(`${orderNo} is no order`)
}

/** What an institution has to do with a training: proposals, a file of codes, evidence, works. Returns its user. */
export async function seedInstitutionPortal(
  ctx: Context,
  orderNo: string,
): Promise<{ userId: string; institutionId: number }> {
  const training = await trainingOf(ctx, orderNo)
  const { institutionId, courseCode } = training
  const { rows } = await ctx.db.query(
    'select institution_user_id as "userId" from institution_user where institution_id = $1',
    [institutionId],
  )
  const userId = rows[0]?.userId ?? assert.fail('nobody acts for the institution')
  const by = { actor: `institution-user:${userId}`, requestId: 'golden' }
  must(await handInWork(ctx, training, 'tpm', { content: pdf }, 'golden'))
  const evidence = { institutionId, kind: 'attendance_list', file: pdf, note: 'Daftar hadir hari terakhir.' }
  must(await reportCompletion(ctx, training, evidence, by))
  const course = must(await proposeCourse(ctx, institutionId, { fields: fields('Merajut untuk Pemula') }, by))
  must(await submitProposal(ctx, institutionId, course.draftId, by))
  must(await proposeCourse(ctx, institutionId, { fields: fields('Menyulam untuk Pemula') }, by))
  const startsAt = new Date(fixedAt.getTime() + 20 * day)
  const held = { courseCode, startsAt, endsAt: new Date(startsAt.getTime() + day / 8), quota: 30 }
  must(await proposeSchedule(ctx, institutionId, held, by))
  await redeemFile(ctx, institutionId, [{ line: 2, code: 'TIDAKADA0001', email: '' }], by)
  const party = { kind: 'institution', id: String(institutionId) } as const
  const account = {
    party,
    provider: 'mandiri',
    number: '1230004560123',
    holderName: 'Yayasan Contoh',
  } as const
  must(await askAccount(accountsOver(ctx).accounts, { ...account, language: 'id' }, by))
  return { userId, institutionId }
}

/** A link by which the participant of the sandbox confirms that they attend. */
export async function seedConfirmation(ctx: Context): Promise<string> {
  const { rows } = await ctx.db.query(
    `select institution_id as "institutionId", partner.partner_id as "partnerId"
     from code join purchase using (card_id, purchase_id) join course using (course_id) join partner using (institution_id)
     where code = 'UJI0KODE0011'`,
  )
  const wanted = {
    ...rows[0],
    code: 'UJI0KODE0011',
    sequence: 1,
    redirectUri: 'https://lembaga.contoh.id/kembali',
    email: 'peserta@contoh.id',
  }
  return must(await askConfirmation(ctx, wanted, { actor: 'partner:uji', requestId: 'golden' })).state
}

function fields(title: string) {
  return {
    title,
    category: 'Kerajinan',
    method: 'self_paced',
    price: '250000',
    description: 'Dari simpul pertama.',
    minAge: '',
    maxAge: '',
    minEducation: '',
    quota: '40',
    startsAt: '',
    endsAt: '',
  } as const
}
