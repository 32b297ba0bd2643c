import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aProgramme } from '../../../test/a-programme.ts'
import { ana, twoPeople } from '../../../test/two-people.ts'
import { courseByCode } from '../courses.ts'
import { approveProposal, refuseProposal } from './decide-proposal.ts'
import { findProposal, type ProposalFields, proposalsOf, proposalsWaiting } from './proposals.ts'
import { checkFields, proposeCourse, proposeSchedule, submitProposal } from './write-proposal.ts'

const programme = await aProgramme()
const { ctx, pool, clock } = programme
after(() => programme.close())
await twoPeople(pool)
await pool.query(`
  insert into institution (name, name_key, slug) values ('LKP Lain', 'lkp lain', 'lkp-lain');
  update partner set storefront = 'pijar' where partner_id = 1`)
const by = { actor: 'institution-user:1', requestId: 'r-draft' }
const operator = { ...ana, requestId: 'r-decide' }

const fields = (changed: Partial<ProposalFields> = {}): ProposalFields => ({
  title: 'Merajut untuk Pemula',
  category: 'Umum',
  method: 'self_paced',
  price: '250000',
  description: 'Dari simpul pertama.',
  minAge: '',
  maxAge: '',
  minEducation: '',
  quota: '40',
  startsAt: '',
  endsAt: '',
  ...changed,
})

async function submitted(changed: Partial<ProposalFields> = {}, courseCode?: string): Promise<string> {
  const drafted = await proposeCourse(ctx, 1, { fields: fields(changed), courseCode }, by)
  assert.ok(drafted.ok)
  assert.ok((await submitProposal(ctx, 1, drafted.value.draftId, by)).ok)
  return drafted.value.draftId
}

const refusalOf = (outcome: { ok: true } | { ok: false; refusal: string }) => !outcome.ok && outcome.refusal

test('a draft of a course is submitted, approved and sold, at the same time by two once', async () => {
  const draftId = await submitted()
  assert.ok((await proposalsWaiting(pool)).some((draft) => draft.draftId === draftId))
  const both = await Promise.all([
    approveProposal(ctx, draftId, operator),
    approveProposal(ctx, draftId, operator),
  ])
  const [approved] = both.flatMap((one) => (one.ok ? [one.value] : []))
  assert.deepEqual(both.map(refusalOf).sort(), ['draft_approved', false])
  const course = await courseByCode(ctx, approved!.courseCode)
  assert.deepEqual(
    [course?.title, course?.price, course?.schedules.length],
    ['Merajut untuk Pemula', 250_000, 1],
  )
  const { rows } = await pool.query(
    `select seats.left, (select count(*)::int from offer join course using (course_id) where course_code = $1) as offers
     from (select sum(seats_left)::int as left from seat_bucket join schedule using (schedule_id)
       join course using (course_id) where course_code = $1) seats`,
    [approved!.courseCode],
  )
  // Our own storefront and the sandbox's.
  assert.deepEqual(rows[0], { left: 40, offers: 2 })
})

test('a change of a course keeps its code, also when its title changes, and another course is never overwritten', async () => {
  const first = await approveProposal(ctx, await submitted({ title: 'Menjahit Dasar' }), operator)
  assert.ok(first.ok)
  const { courseCode } = first.value
  const change = await submitted({ title: 'Menjahit Dasar Sekali', price: '300000' }, courseCode)
  assert.ok((await approveProposal(ctx, change, operator)).ok)
  const course = await courseByCode(ctx, courseCode)
  assert.deepEqual([course?.title, course?.price], ['Menjahit Dasar Sekali', 300_000])
  assert.equal(
    refusalOf(await approveProposal(ctx, await submitted({ title: 'Menjahit Dasar Sekali' }), operator)),
    'draft_outdated',
  )
  const other = await submitted({ title: 'Merajut untuk Pemula' }, courseCode)
  assert.equal(refusalOf(await approveProposal(ctx, other, operator)), 'draft_outdated')
  assert.equal(refusalOf(await proposeCourse(ctx, 2, { fields: fields(), courseCode }, by)), 'course_unknown')
})

test('a draft is refused with a reason, changed and submitted again; others neither see nor touch it', async () => {
  const draftId = await submitted({ title: 'Memasak' })
  assert.equal(refusalOf(await submitProposal(ctx, 1, draftId, by)), 'draft_submitted')
  assert.equal(refusalOf(await refuseProposal(ctx, draftId, ' ', operator)), 'reason_missing')
  assert.ok((await refuseProposal(ctx, draftId, 'Harga terlalu tinggi', operator)).ok)
  assert.equal(refusalOf(await approveProposal(ctx, draftId, operator)), 'draft_refused')
  assert.equal((await findProposal(pool, draftId, 1))?.reason, 'Harga terlalu tinggi')
  assert.equal(await findProposal(pool, draftId, 2), undefined)
  assert.equal((await proposalsOf(pool, 2)).length, 0)
  assert.equal(refusalOf(await proposeCourse(ctx, 2, { draftId, fields: fields() }, by)), 'draft_unknown')
  assert.equal(refusalOf(await submitProposal(ctx, 2, draftId, by)), 'draft_unknown')
  assert.ok(
    (await proposeCourse(ctx, 1, { draftId, fields: fields({ title: 'Memasak', price: '90000' }) }, by)).ok,
  )
  assert.equal(refusalOf(await approveProposal(ctx, draftId, operator)), 'draft_not_submitted')
  assert.ok((await submitProposal(ctx, 1, draftId, by)).ok)
  assert.ok((await approveProposal(ctx, draftId, operator)).ok)
  assert.equal(refusalOf(await approveProposal(ctx, 'K999999', operator)), 'draft_unknown')
})

test('a schedule is drafted, approved and open; one of a time that has passed is not', async () => {
  const course = await programme.aCourse()
  const at = (text: string) => new Date(`${text}+07:00`)
  const asked = {
    courseCode: course.courseCode,
    startsAt: at('2026-12-01T09:00'),
    endsAt: at('2026-12-01T12:00'),
    quota: 30,
  }
  for (const [changed, refusal, institutionId] of [
    [{}, 'course_unknown', 2],
    [{ startsAt: at('2026-11-01T09:00') }, 'schedule_past', 1],
    [{ endsAt: asked.startsAt }, 'schedule_ends_before_start', 1],
    [{ quota: 0 }, 'quota_out_of_range', 1],
  ] as const)
    assert.equal(refusalOf(await proposeSchedule(ctx, institutionId, { ...asked, ...changed }, by)), refusal)
  const [one, two] = [await proposeSchedule(ctx, 1, asked, by), await proposeSchedule(ctx, 1, asked, by)]
  assert.ok(one.ok && two.ok)
  for (const { draftId } of [one.value, two.value]) assert.ok((await submitProposal(ctx, 1, draftId, by)).ok)
  const approved = await approveProposal(ctx, one.value.draftId, operator)
  assert.ok(approved.ok)
  const { rows } = await pool.query(
    'select starts_at, sum(seats_left)::int as seats from schedule join seat_bucket using (schedule_id) where schedule_code = $1 group by 1',
    [approved.value.scheduleCode],
  )
  assert.deepEqual(rows[0], { starts_at: asked.startsAt, seats: 30 })
  clock.set('2026-12-02T09:00:00+07:00')
  assert.equal(refusalOf(await approveProposal(ctx, two.value.draftId, operator)), 'draft_outdated')
})

test('what is drafted is read as the import reads a row, and is to be sold', () => {
  const reasons = (changed: Partial<ProposalFields>) => {
    const checked = checkFields(fields(changed), 'LKP Contoh')
    return checked.course ? [] : checked.reasons
  }
  assert.deepEqual(reasons({}), [])
  assert.deepEqual(reasons({ title: ' ', price: '-5' }), ['title_missing', 'price_negative'])
  assert.deepEqual(reasons({ price: '' }), ['price_missing'])
  assert.deepEqual(reasons({ method: 'webinar' }), ['schedule_wrong'])
})
