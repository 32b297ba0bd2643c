import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { allTicked } from '../../../test/a-curation.ts'
import { aProgramme } from '../../../test/a-programme.ts'
import { ana, twoPeople } from '../../../test/two-people.ts'
import { courseByCode } from '../courses.ts'
import { curationsOf } from './curation.ts'
import { approveProposal, refuseProposal } from './decide-proposal.ts'
import { bandOf, likePricesOf } from './like-prices.ts'
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
  outcomes: 'Merajut syal',
  syllabus: 'Simpul (40 menit)',
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
    approveProposal(ctx, draftId, allTicked, operator),
    approveProposal(ctx, draftId, allTicked, operator),
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
  const first = await approveProposal(ctx, await submitted({ title: 'Menjahit Dasar' }), allTicked, operator)
  assert.ok(first.ok)
  const { courseCode } = first.value
  const change = await submitted({ title: 'Menjahit Dasar Sekali', price: '300000' }, courseCode)
  assert.ok((await approveProposal(ctx, change, allTicked, operator)).ok)
  const course = await courseByCode(ctx, courseCode)
  assert.deepEqual([course?.title, course?.price], ['Menjahit Dasar Sekali', 300_000])
  assert.equal(
    refusalOf(
      await approveProposal(ctx, await submitted({ title: 'Menjahit Dasar Sekali' }), allTicked, operator),
    ),
    'draft_outdated',
  )
  const other = await submitted({ title: 'Merajut untuk Pemula' }, courseCode)
  assert.equal(refusalOf(await approveProposal(ctx, other, allTicked, operator)), 'draft_outdated')
  assert.equal(refusalOf(await proposeCourse(ctx, 2, { fields: fields(), courseCode }, by)), 'course_unknown')
})

test('a draft is refused with a reason, changed and submitted again; others neither see nor touch it', async () => {
  const draftId = await submitted({ title: 'Memasak' })
  assert.equal(refusalOf(await submitProposal(ctx, 1, draftId, by)), 'draft_submitted')
  assert.equal(
    refusalOf(await refuseProposal(ctx, draftId, { ...allTicked, reason: ' ' }, operator)),
    'reason_missing',
  )
  assert.ok(
    (await refuseProposal(ctx, draftId, { ...allTicked, reason: 'Harga terlalu tinggi' }, operator)).ok,
  )
  assert.equal(refusalOf(await approveProposal(ctx, draftId, allTicked, operator)), 'draft_refused')
  assert.equal((await findProposal(pool, draftId, 1))?.reason, 'Harga terlalu tinggi')
  assert.equal(await findProposal(pool, draftId, 2), undefined)
  assert.equal((await proposalsOf(pool, 2)).length, 0)
  assert.equal(refusalOf(await proposeCourse(ctx, 2, { draftId, fields: fields() }, by)), 'draft_unknown')
  assert.equal(refusalOf(await submitProposal(ctx, 2, draftId, by)), 'draft_unknown')
  assert.ok(
    (await proposeCourse(ctx, 1, { draftId, fields: fields({ title: 'Memasak', price: '90000' }) }, by)).ok,
  )
  assert.equal(refusalOf(await approveProposal(ctx, draftId, allTicked, operator)), 'draft_not_submitted')
  assert.ok((await submitProposal(ctx, 1, draftId, by)).ok)
  assert.ok((await approveProposal(ctx, draftId, allTicked, operator)).ok)
  assert.equal(refusalOf(await approveProposal(ctx, 'K999999', allTicked, operator)), 'draft_unknown')
})

test('what the curator found is kept with every decision, and a point that is open needs a reason', async () => {
  const draftId = await submitted({ title: 'Membatik' })
  const found = { ticked: ['learnt', 'data'], comments: { price: ' dua kali yang serupa ' } } as const
  const decide = (reason?: string) => approveProposal(ctx, draftId, { curation: found, reason }, operator)
  assert.equal(refusalOf(await decide()), 'points_open')
  assert.equal(refusalOf(await decide(' ')), 'points_open')
  assert.deepEqual(await curationsOf(pool, draftId), [])
  assert.ok((await refuseProposal(ctx, draftId, { curation: found, reason: 'Turunkan' }, operator)).ok)
  assert.ok((await submitProposal(ctx, 1, draftId, by)).ok)
  assert.ok((await decide('bahannya mahal')).ok)
  const kept = await curationsOf(pool, draftId)
  assert.deepEqual(
    kept.map(({ verdict, reason, decidedBy }) => [verdict, reason, decidedBy]),
    [
      ['approved', 'bahannya mahal', operator.actor],
      ['refused', 'Turunkan', operator.actor],
    ],
  )
  assert.deepEqual(
    kept[1]!.points.map(({ point, ticked, comment }) => `${point} ${ticked} ${comment}`),
    [
      'learnt true ',
      'price false dua kali yang serupa',
      'schedule false ',
      'trainer false ',
      'data true ',
      'certificate false ',
    ],
  )
  const { rows } = await pool.query(
    `select reason from journal where act = 'draft_approved' and subject = $1`,
    [`draft:${draftId}`],
  )
  assert.deepEqual(rows, [{ reason: 'bahannya mahal' }])
  await assert.rejects(
    pool.query(`insert into curation (draft_kind, draft_id, verdict, points, decided_at, decided_by)
    values ('course', 1, 'approved', '[]', now(), 'cli:siapa')`),
    /decided_by_staff/,
  )
})

test('a price is compared with the middle half of listed courses of its category and method', async () => {
  await pool.query(`insert into category (name, slug) values ('Tekstil', 'tekstil')`)
  await pool.query(`
    insert into course (course_code, institution_id, category_id, title, title_key, slug, learning_method, price, status, created_at)
    select 'serupa-' || n, 1, (select category_id from category where slug = 'tekstil'), 'Serupa ' || n, 'serupa ' || n, 'serupa-' || n,
      case when n = 7 then 'webinar' else 'self_paced' end, n * 100000,
      case when n = 6 then 'withdrawn' else 'listed' end, now()
    from generate_series(1, 7) n`)
  const draftId = await submitted({ title: 'Menenun', category: 'Tekstil', price: '450000' }, undefined)
  const proposal = await findProposal(pool, draftId)
  assert.ok(proposal?.kind === 'course')
  const like = await likePricesOf(pool, proposal)
  assert.deepEqual(like, {
    price: 450_000,
    prices: {
      courses: 5,
      least: 100_000,
      most: 500_000,
      lowerQuartile: 200_000,
      median: 300_000,
      upperQuartile: 400_000,
    },
  })
  assert.deepEqual(
    [199_999, 200_000, 400_000, 400_001].map((price) => bandOf(price, like.prices)),
    ['below', 'within', 'within', 'above'],
  )
  assert.equal(bandOf(1, { ...like.prices, courses: 3 }), 'few')
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
  const approved = await approveProposal(ctx, one.value.draftId, allTicked, operator)
  assert.ok(approved.ok)
  const { rows } = await pool.query(
    'select starts_at, sum(seats_left)::int as seats from schedule join seat_bucket using (schedule_id) where schedule_code = $1 group by 1',
    [approved.value.scheduleCode],
  )
  assert.deepEqual(rows[0], { starts_at: asked.startsAt, seats: 30 })
  clock.set('2026-12-02T09:00:00+07:00')
  assert.equal(
    refusalOf(await approveProposal(ctx, two.value.draftId, allTicked, operator)),
    'draft_outdated',
  )
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
  assert.deepEqual(reasons({ level: 'sulit' }), ['level_unknown'])
})
