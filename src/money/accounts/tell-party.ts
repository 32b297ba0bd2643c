import { type Queryable, rows, statement } from '../../database/sql.ts'
import type { Language } from '../../kernel/wib.ts'
import { queueMessages } from '../../messages/queue.ts'
import type { Accounts } from './accounts.ts'
import { shortAccount } from './providers.ts'
import type { Party } from './rules.ts'

/** A participant, or everybody who acts for an institution. A storefront has nobody who logs in: the console tells. */
const selectContacts = statement<[partyKind: Party['kind'], partyId: string], 'money/select-contacts', Sure>(
  'money/select-contacts',
  `
  select 'Kartu Prakerja' as party, name, email, phone, card_id
  from person left join recipient using (person_id)
  where $1 = 'person' and person.person_id = $2::bigint
  union all
  select institution.name, institution_user.name, email, null, null
  from institution_user join institution using (institution_id)
  where $1 = 'institution' and institution_id = $2 and disabled_at is null
  `,
)
type Sure = 'party' | 'name' | 'email'

interface Told {
  readonly provider: string
  readonly numberTail: string
  readonly language: Language
  readonly askedAt?: Date | undefined
  readonly usableFrom?: Date | undefined
  /** why it is not used */
  readonly because?: string | undefined
  /** to a participant's phone, too: something begins that somebody else may have asked for */
  readonly bySms?: boolean
}

/** Tells a party what becomes of an account, under the addresses that it had before: whoever did not ask for it can object. */
export async function tellParty(
  tx: Queryable,
  { ctx, link }: Pick<Accounts, 'ctx' | 'link'>,
  party: Party,
  { provider, numberTail, language, askedAt, usableFrom, because, bySms }: Told,
): Promise<void> {
  const contacts = await rows(tx, selectContacts, [party.kind, party.id])
  const account = shortAccount({ provider, numberTail })
  const at = link(party.kind === 'person' ? '/rekening' : '/mitra/rekening')
  const template = 'payout-account'
  await queueMessages(
    tx,
    ctx,
    contacts.flatMap(({ name, party: of, email, phone, cardId }) => {
      const params = { name, party: of, account, askedAt, usableFrom, because, link: at }
      const history = cardId && { cardId }
      return [
        { template, channel: 'email', to: email, language, params, ...history } as const,
        ...(bySms && phone
          ? [{ template, channel: 'sms', to: phone, language, params, ...history } as const]
          : []),
      ]
    }),
  )
}
