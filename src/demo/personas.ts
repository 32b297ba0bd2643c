import type { Context } from '../database/context.ts'
import { rows, statement } from '../database/sql.ts'
import { demoPeople, type PersonaId, personaIds } from './demo-people.ts'

/** Somebody whose place in the programme a visitor of the demo may take. */
export interface Persona {
  readonly id: PersonaId
  readonly name: string
  readonly title_id: string
  readonly title_en: string
  readonly cardId: string
}

const titles: Readonly<Record<PersonaId, { title_id: string; title_en: string }>> = {
  baru: { title_id: 'Kartu baru, saldo penuh', title_en: 'A fresh card with its whole balance' },
  mepet: { title_id: 'Batas waktu sudah dekat', title_en: 'The deadline is near' },
  sudah: { title_id: 'Sudah membeli pelatihan', title_en: 'Has bought a training' },
  lewat: { title_id: 'Batas waktu terlewat', title_en: 'Missed the deadline' },
}

export const selectCardsByNik = statement<
  [nikHashes: Buffer[]],
  'demo/select-cards-by-nik',
  'place' | 'cardId'
>(
  'demo/select-cards-by-nik',
  `
  select place::int, recipient.card_id, person.name
  from unnest($1::bytea[]) with ordinality as asked (nik_hash, place)
  join person using (nik_hash)
  join recipient using (person_id)
  where recipient.card_id is not null
  order by place
  `,
)

/** The personas that have a card, in the order in which they are shown. */
export async function personas(ctx: Context): Promise<Persona[]> {
  const people = personaIds.flatMap((id) => demoPeople().filter(({ persona }) => persona === id))
  const found = await rows(ctx.db, selectCardsByNik, [people.map(({ nik }) => ctx.secrets.hash('nik', nik))])
  return found.map(({ place, cardId, name }) => {
    const id = people[place - 1]!.persona as PersonaId
    return { id, name, ...titles[id], cardId }
  })
}
