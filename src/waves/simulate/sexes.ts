import type { Context } from '../../database/context.ts'
import { rows, statement } from '../../database/sql.ts'
import { readNik } from '../../people/nik-rules.ts'
import { refBytes } from '../applicant-ref.ts'
import { type Applicants, placeOf } from './columns.ts'
import { hasSeat } from './outcomes.ts'

const selectSealed = statement<[waveId: number, refs: Buffer[]], 'waves/select-simulated-niks'>(
  'waves/select-simulated-niks',
  `
  select application.ref, person.nik_sealed
  from wave_application application
  join person using (person_id)
  where application.wave_id = $1 and application.ref = any ($2::bytea[])
  `,
)

const atOnce = 16_384

/** Reads the sex out of the NIKs of those who have a seat on either side: nobody else's is opened, and none is kept. */
export async function readSexes(
  { db, secrets }: Pick<Context, 'db' | 'secrets'>,
  waveId: number,
  applicants: Applicants,
  outcomes: { readonly own: Buffer; readonly tried: Buffer },
): Promise<void> {
  let refs: Buffer[] = []
  const read = async () => {
    for (const { ref, nikSealed } of await rows(db, selectSealed, [waveId, refs])) {
      const nik = readNik(secrets.open(nikSealed))
      applicants.sex[placeOf(applicants, ref)] = nik ? (nik.woman ? 2 : 1) : 0
    }
    refs = []
  }
  for (let place = 0; place < applicants.count; place++) {
    if (!hasSeat(outcomes.own[place]!) && !hasSeat(outcomes.tried[place]!)) continue
    refs.push(applicants.refs.subarray(place * refBytes, (place + 1) * refBytes))
    if (refs.length === atOnce) await read()
  }
  if (refs.length > 0) await read()
}
