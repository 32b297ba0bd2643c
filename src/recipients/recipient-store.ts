import { statement } from '../database/sql.ts'
import { insertPeople, type PeopleColumns } from '../people/people-to-write.ts'

/** Importers take turns, so that quotas and family cards are counted by one of them at a time. */
export const lockRecipients = statement<[]>(
  'recipients/lock-recipients',
  'lock table recipient in share row exclusive mode',
)

export const lockWave = statement<
  [waveId: number],
  'recipients/lock-wave',
  'notified' | 'byDraw' | 'recipients'
>(
  'recipients/lock-wave',
  `
  select
    year, quota, status = 'notified' or grant_approval_id is not null as notified,
    exists (select from draw where draw.wave_id = wave.wave_id) as by_draw,
    (select count(*)::int from recipient where recipient.wave_id = wave.wave_id) as recipients
  from wave
  where wave_id = $1
  for no key update
  `,
)

export const selectKnownPersons = statement<
  [nikHashes: Buffer[]],
  'recipients/select-known-persons',
  'barred'
>(
  'recipients/select-known-persons',
  `
  select
    nik_hash, exists (select from bar where bar.person_id = person.person_id) as barred, recipient.wave_id,
    person.name, person.born_on, person.phone, person.email
  from person
  left join recipient using (person_id)
  where nik_hash = any ($1::bytea[])
  `,
)

/** Who stands on a list of exclusions, whichever. */
export const selectExcluded = statement<[nikHashes: Buffer[]], 'recipients/select-excluded'>(
  'recipients/select-excluded',
  'select distinct nik_hash from exclusion where nik_hash = any ($1::bytea[])',
)

export const countFamilies = statement<[kkHashes: Buffer[]], 'recipients/count-families', 'recipients'>(
  'recipients/count-families',
  `
  select kk_hash, count(*)::int as recipients
  from person
  join recipient using (person_id)
  where kk_hash = any ($1::bytea[])
  group by kk_hash
  `,
)

/** Whoever was known without having been chosen brings fresh facts. */
export const upsertPersons = statement<PeopleColumns, 'recipients/upsert-persons', 'made'>(
  'recipients/upsert-persons',
  `
  ${insertPeople}
  on conflict (nik_hash) do update set
    kk_hash = excluded.kk_hash, kk_sealed = excluded.kk_sealed, name = excluded.name,
    born_on = excluded.born_on, phone = excluded.phone, email = excluded.email,
    education = excluded.education, occupation = excluded.occupation
  returning person_id, xmax = 0 as made
  `,
)

export const insertRecipients = statement<[waveId: number, personIds: string[], now: Date]>(
  'recipients/insert-recipients',
  `
  insert into recipient (wave_id, person_id, selected_at)
  select $1, person_id, $3 from unnest($2::bigint[]) as chosen (person_id)
  `,
)

export const markWaveDrawn = statement<[waveId: number]>(
  'recipients/mark-wave-drawn',
  "update wave set status = 'drawn' where wave_id = $1 and status = 'planned'",
)
