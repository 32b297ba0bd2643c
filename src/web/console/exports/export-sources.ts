import { smallIdOf } from '../../../kernel/ids.ts'
import { maskPhone } from '../../../kernel/phone.ts'
import type { Language } from '../../../kernel/wib.ts'
import { reviewsAfter } from '../../../learning/reviews/list-reviews.ts'
import { type Cell, inWib } from '../../../lists/csv-text.ts'
import { type ListedRecipient, recipientsAfter } from '../../../recipients/recipients-after.ts'
import type { ExportSources } from '../../../staff/exports/export-source.ts'
import { reviewColumnsOf } from '../catalogue/reviews-page.tsx'
import { words } from '../people/people-words.ts'
import { exportsWords } from './exports-words.ts'

const none = '0'

/** Every list that can be taken away whole, by the name that its exports are kept under. */
export const exportSources = {
  /** of one wave: `{ wave: '7' }` */
  recipients: {
    permission: 'see_people',
    takes: (terms) => smallIdOf(terms.wave) !== undefined && Object.keys(terms).length === 1,
    head: recipientHead,
    async read(db, { terms, after = none, limit, language }) {
      const found = await recipientsAfter(db, smallIdOf(terms.wave) ?? 0, after, limit)
      return { rows: found.map((one) => recipientCells(one, language)), last: found.at(-1)?.personId }
    },
  },
  reviews: {
    permission: 'see_catalogue',
    takes: (terms) => Object.keys(terms).length === 0,
    head: (language) =>
      reviewColumnsOf(language).map(({ label, key }) => (key === 'written' ? inWib(label) : label)),
    async read(db, { after = `${none}-${none}`, limit, language }) {
      const [cardId = none, purchaseId = none] = after.split('-')
      const found = await reviewsAfter(db, { cardId, purchaseId }, limit)
      const cells = reviewColumnsOf(language).flatMap(({ cell }) => cell ?? [])
      const last = found.at(-1)?.enrolment
      return {
        rows: found.map((review) => cells.map((cell) => cell(review))),
        last: last && `${last.cardId}-${last.purchaseId}`,
      }
    },
  },
} as const satisfies ExportSources
export type ExportSourceName = keyof typeof exportSources

function recipientHead(language: Language): string[] {
  const said = { ...words[language], ...exportsWords[language] }
  return [
    ...[said.number, said.name, said.nik, said.phone, said.card, said.state, said.balance],
    ...[inWib(said.notifiedAt), inWib(said.buyBefore), inWib(said.firstPaidAt)],
  ]
}

/** Masked as on every list: whoever needs more opens the person, and is in their log. */
function recipientCells(one: ListedRecipient, language: Language): Cell[] {
  const { cardStates, noCard } = words[language]
  return [
    ...[one.personId, one.name, `************${one.nikTail}`, maskPhone(one.phone)],
    ...(one.cardStatus ? [`…${one.cardTail}`, cardStates[one.cardStatus], one.balance] : ['', noCard, '']),
    ...[one.notifiedAt, one.firstPurchaseBefore, one.firstPaidAt],
  ]
}
