/** The beginning of a statement that writes people down; it goes on with what is done with a NIK that is known. */
export const insertPeople = `
  insert into person (
    nik_hash, nik_sealed, nik_tail, kk_hash, kk_sealed, name, born_on, phone, email, education, occupation,
    created_at
  )
  select *, $1::timestamptz
  from unnest(
    $2::bytea[], $3::bytea[], $4::text[], $5::bytea[], $6::bytea[], $7::text[], $8::date[], $9::text[],
    $10::text[], $11::smallint[], $12::text[]
  )
`

/** Somebody of a list: keys are hashes as latin1, numbers are sealed. */
export interface PersonToWrite {
  readonly nikKey: string
  readonly kkKey: string
  readonly sealed: { readonly nik: Buffer; readonly kk: Buffer }
  readonly row: Readonly<Record<'nik' | 'name' | 'bornOn' | 'phone' | 'email' | 'occupation', string>> & {
    readonly education: number
  }
}

export type PeopleColumns = ReturnType<typeof peopleColumns>

/** What {@link insertPeople} takes. */
export function peopleColumns(now: Date, people: readonly PersonToWrite[]) {
  return [
    now,
    people.map(({ nikKey }) => Buffer.from(nikKey, 'latin1')),
    people.map(({ sealed }) => sealed.nik),
    people.map(({ row }) => row.nik.slice(-4)),
    people.map(({ kkKey }) => Buffer.from(kkKey, 'latin1')),
    people.map(({ sealed }) => sealed.kk),
    people.map(({ row }) => row.name),
    people.map(({ row }) => row.bornOn),
    people.map(({ row }) => row.phone),
    people.map(({ row }) => row.email),
    people.map(({ row }) => row.education),
    people.map(({ row }) => row.occupation),
  ] as const
}
