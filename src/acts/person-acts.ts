import type { Context } from '../database/context.ts'
import type { Facts } from '../journal/facts.ts'
import {
  correctIdentity,
  correctIdentityAct,
  type Identity,
} from '../registration/corrections/correct-identity.ts'
import { erasePerson, erasePersonAct } from '../retention/erase-person.ts'
import type { Performing } from './performing.ts'

/** Why somebody is corrected, and by which document, of the facts that the two gave. */
const groundsOf = ({ because, document }: Facts) => ({
  because: String(because),
  document: document === undefined ? undefined : String(document),
})

/** The acts of two people upon somebody's data: a part of the list of acts-of-two.ts. */
export const personActs = {
  /** each of the two types the numbers from the document: nobody keeps them in between */
  correct_identity: {
    words: { id: 'Memperbaiki NIK, KK, atau tanggal lahir', en: 'Correct a NIK, family card or birth date' },
    takes: { first: 'request_correction', second: 'approve' },
    wanted: (ctx: Context, personId: number, facts: Facts, typed: Identity) =>
      correctIdentityAct(ctx, String(personId), typed, groundsOf(facts)),
    performTyped: (
      { ctx, actor }: Pick<Performing, 'ctx' | 'actor'>,
      personId: number,
      facts: Facts,
      typed: Identity,
    ) => correctIdentity(ctx, String(personId), typed, { ...groundsOf(facts), actor }),
  },
  /** on their request: what happened stays, without them */
  erase_person: {
    words: { id: 'Menghapus data seseorang', en: 'Erase a person' },
    takes: { first: 'answer_appeal', second: 'approve' },
    wanted: (ctx: Context, personId: number, { because }: Facts) =>
      erasePersonAct(ctx, String(personId), { because: String(because) }),
    perform: ({ ctx, actor, link }: Performing, personId: number, { because }: Facts) =>
      erasePerson(ctx, String(personId), { because: String(because), actor, link }),
  },
} as const
