import type { Queryable } from '../../database/sql.ts'
import { type Row, rows, statement } from '../../database/sql.ts'
import { joinRefusal } from '../join-rules.ts'
import { type Applicants, placeOf, standing, verdicts } from './columns.ts'
import type { SimulatedRules } from './simulated-rules.ts'

type MemberRow = Row<'waves/select-simulated-families', 'earlier' | 'kkHash'>

/**
 * The applicants of a wave, and those who received a card before it was drawn, of family cards with more than `most` people,
 * in a part of the family cards; each family in the order in which its people joined.
 */
const selectFamilies = statement<
  [waveId: number, drawnAt: Date, from: Buffer, upto: Buffer, most: number],
  'waves/select-simulated-families',
  MemberRow
>(
  'waves/select-simulated-families',
  `
  with several as (
    select kk_hash from person where kk_hash >= $3 and kk_hash < $4 group by kk_hash having count(*) > $5::int
  )
  select application.ref, person.kk_hash, application.joined_at, earlier.person_id is not null as earlier
  from several
  join person using (kk_hash)
  left join lateral (
    select ref, joined_at from wave_application
    where person_id = person.person_id and wave_id = $1 and left_because is distinct from 'left'
    limit 1
  ) application on true
  left join lateral (
    select person_id from recipient
    where recipient.person_id = person.person_id and wave_id <> $1 and selected_at < $2
    limit 1
  ) earlier on true
  where application.ref is not null or earlier.person_id is not null
  order by kk_hash, joined_at nulls first, ref
  `,
)

/** How many parts the family cards are read in. */
export const familyParts = 256

/**
 * Says of everybody whether another limit of people of one family card leaves them out, or lets them in, by the rule that
 * joining goes by, in the order in which they joined. Nothing is read where the limit is the same.
 */
export async function judgeFamilies(
  db: Queryable,
  { waveId, drawnAt }: { readonly waveId: number; readonly drawnAt: Date },
  applicants: Applicants,
  { own, tried }: { readonly own: SimulatedRules; readonly tried: SimulatedRules },
  onPart: (part: number) => void,
): Promise<void> {
  const [before, after] = [own.year.maxPerFamilyCard, tried.year.maxPerFamilyCard]
  if (before === after) return
  for (let part = 0; part < familyParts; part++) {
    const [from, upto] = [Buffer.from([part]), part === 255 ? Buffer.alloc(33, 255) : Buffer.from([part + 1])]
    const found = await rows(db, selectFamilies, [waveId, drawnAt, from, upto, Math.min(before, after)])
    let family: MemberRow[] = []
    for (const member of found) {
      if (family[0] && !family[0].kkHash.equals(member.kkHash)) {
        judge(family, applicants, own, tried)
        family = []
      }
      family.push(member)
    }
    judge(family, applicants, own, tried)
    onPart(part + 1)
  }
}

function judge(
  family: readonly MemberRow[],
  applicants: Applicants,
  own: SimulatedRules,
  tried: SimulatedRules,
): void {
  const earlier = family.filter((member) => member.earlier).length
  const taking = { own: earlier, tried: earlier }
  for (const { ref, joinedAt } of family) {
    const place = ref ? placeOf(applicants, ref) : -1
    if (place < 0 || applicants.standing[place] === standing.barred) continue
    // Whom the limits of age leave out takes nobody's place.
    if (applicants.verdict[place] === verdicts.leftOut) continue
    const refused = (rules: SimulatedRules, others: number) =>
      joinRefusal({ ...wouldJoin, family: others }, { ...rules.year, ...anyAge }, joinedAt!) !== undefined
    const refusedBefore = refused(own, taking.own)
    const refusedNow = refused(tried, taking.tried)
    if (!refusedBefore) taking.own++
    if (!refusedNow) taking.tried++
    const listed = applicants.standing[place] === standing.listed
    if (listed && refusedNow && !refusedBefore) applicants.verdict[place] = verdicts.leftOut
    if (!listed && !refusedNow) applicants.verdict[place] = verdicts.letIn
  }
}

/** Somebody whom nothing but the family could keep out. */
const wouldJoin = {
  waveOpen: true,
  barred: false,
  waitsElsewhere: false,
  recipient: false,
  bornOn: '1990-01-01',
  occupation: '',
}
const anyAge = { ageMin: 0, ageMax: null }
