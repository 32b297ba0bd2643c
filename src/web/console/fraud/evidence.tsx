import type { CaseDetails, FraudCase } from '../../../fraud/cases.ts'
import { formatRupiah } from '../../../kernel/rupiah.ts'
import * as parts from '../../parts/parts.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { instant, whole } from '../page.tsx'
import { casesWords } from './cases-words.ts'

type OfCase = { readonly request: ConsoleRequest; readonly found: FraudCase }

/** What the case stops, in words. */
export function Stopped({ request, found, held }: OfCase & Pick<CaseDetails, 'held'>) {
  const { language } = request
  const said = casesWords[language]
  return (
    <section class="panel stack">
      <h2>{said.stops}</h2>
      {held.length === 0 ? <p>{said.stopsNothing}</p> : ''}
      {held.length > 0 ? (
        <ul class="list">
          {held.map(({ partyKind, parties }) => (
            <li>{said.kinds[partyKind as keyof typeof said.kinds](whole(parties, language))}</li>
          ))}
        </ul>
      ) : (
        ''
      )}
      {found.heldRupiah > 0 ? <p>{said.worth(formatRupiah(found.heldRupiah))}</p> : ''}
    </section>
  )
}

/** Some of the purchases and people that were seen, with the way to each for whoever may see people. */
export function Examples({ request, found, purchases }: OfCase & Pick<CaseDetails, 'purchases'>) {
  const { language } = request
  const said = casesWords[language]
  const { people = [] } = found.evidence
  return (
    <>
      {people.length > 0 ? (
        <>
          <h2>{said.people}</h2>
          <ul class="list">
            {people.map((id) => (
              <li>
                {offers(request, 'see_people') ? (
                  <a href={`/konsol/orang/${id}`}>{said.personOf(id)}</a>
                ) : (
                  said.personOf(id)
                )}
              </li>
            ))}
          </ul>
        </>
      ) : (
        ''
      )}
      {purchases.length > 0 ? (
        <>
          <h2>{said.examples}</h2>
          <p>{said.examplesOf(whole(purchases.length, language), whole(found.count, language))}</p>
          <PurchaseTable request={request} purchases={purchases} />
        </>
      ) : (
        ''
      )}
    </>
  )
}

function PurchaseTable({ request, purchases }: { request: ConsoleRequest } & Pick<CaseDetails, 'purchases'>) {
  const { language } = request
  const said = casesWords[language]
  return (
    <parts.Table
      caption={said.examples}
      captionHidden
      columns={[
        { label: said.card },
        { label: said.course },
        { label: said.institution },
        { label: said.storefront },
        { label: said.price, right: true },
        { label: said.paidAt },
        { label: said.redeemedAt },
        { label: said.finishedAt },
      ]}
      rows={purchases.map((one) => [
        offers(request, 'see_people') ? (
          <a href={`/konsol/kartu/${one.cardId}`}>{said.cardOf(one.cardId)}</a>
        ) : (
          said.cardOf(one.cardId)
        ),
        one.course,
        one.institution,
        one.storefront,
        formatRupiah(one.price ?? 0),
        instant(one.paidAt, language),
        instant(one.redeemedAt, language),
        instant(one.finishedAt, language),
      ])}
    />
  )
}
