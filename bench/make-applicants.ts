import { progress } from '../src/cli/progress.ts'
import type { Context } from '../src/database/context.ts'
import { statement, touched } from '../src/database/sql.ts'

const chunk = 100_000
/** Above every person of the demo that shares the database. */
const firstPerson = 2_000_000_000

// Provinces in the proportion of people, roughly: four in ten live in the three large ones of Java.
const provinces = '32 32 32 33 33 35 35 12 36 31 73 16 18 51 64'.split(' ')

const insertApplicants = statement<
  [
    from: number,
    upto: number,
    waveId: number,
    firstPerson: number,
    now: Date,
    provinces: string[],
    groups: number,
    sealedNiks: Buffer[],
  ]
>(
  'bench/insert-applicants',
  `
  with wanted as (select i, $4::bigint + i as person_id from generate_series($1::int, $2::int) i),
  made as (
    insert into person (
      person_id, nik_hash, nik_sealed, nik_tail, kk_hash, kk_sealed, name, born_on, phone, email, education,
      occupation, created_at
    )
    select
      person_id, sha256(('nik ' || i)::bytea), ($8::bytea[])[1 + i % cardinality($8::bytea[])], lpad((i % 10000)::text, 4, '0'),
      sha256((case when i % 10 < 2 then 'pair ' || i / 2 else 'kk ' || i end)::bytea), '\\x00',
      'Pendaftar Beban ' || i, date '1970-01-01' + i % 10000, '+62813' || lpad(i::text, 8, '0'),
      'pendaftar-' || i || '@contoh.example', i % 8,
      (array['Karyawan dirumahkan', 'Pencari kerja', 'Korban PHK'])[1 + i % 3], $5
    from wanted
    on conflict (person_id) do nothing
  )
  insert into wave_application (wave_id, person_id, ref, priority_group, province, joined_at)
  select
    $3, person_id, substr(sha256(('ref ' || $3::int || ' ' || i)::bytea), 1, 16), 1 + i % $7::int,
    ($6::text[])[1 + i % cardinality($6)], $5
  from wanted
  `,
)

/** NIKs of women and men of some provinces, sealed as the product seals them; the people of the bench take turns. */
function sealedNiks({ secrets }: Context): Buffer[] {
  return Array.from({ length: 400 }, (_, i) => {
    const born = String(1 + (i % 28) + (i % 2 === 0 ? 40 : 0)).padStart(2, '0')
    return secrets.seal(`320101${born}0590${String(1 + i).padStart(4, '0')}`)
  })
}

/** People who have joined a wave, one in five with another one of the family, in the database itself. */
export async function makeApplicants(
  ctx: Context,
  waveId: number,
  count: number,
  groups: number,
): Promise<void> {
  const shown = progress('applicants')
  const now = ctx.clock.now()
  const sealed = sealedNiks(ctx)
  for (let from = 1; from <= count; from += chunk) {
    const upto = Math.min(from + chunk - 1, count)
    await touched(ctx.db, insertApplicants, [from, upto, waveId, firstPerson, now, provinces, groups, sealed])
    shown.at(upto, count, `${upto} of ${count}`)
  }
  shown.end()
}
