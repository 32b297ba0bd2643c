import { formatDate, type Language } from '../../../kernel/wib.ts'
import type { ToldRecord } from '../../../learning/records/told-record.ts'
import type { SummaryRow } from '../../parts/lists/summary-list.tsx'
import * as parts from '../../parts/parts.ts'
import { path, type Shop } from '../shop.ts'
import { judgingWords } from './judging-words.ts'

/** How many bought, and how many of them finished, for the facts of a course. */
export function recordRows({ boughtAtLeast, finishedPercent }: ToldRecord, language: Language): SummaryRow[] {
  const said = judgingWords[language]
  return [
    { label: said.buyers, value: atLeast(boughtAtLeast, language) },
    {
      label: said.finished,
      value: finishedPercent === undefined ? said.tooFew : said.about(finishedPercent),
    },
  ]
}

/** What became of everybody who bought of an institution, and how it is counted. */
export function InstitutionRecord(props: {
  record: ToldRecord & { readonly since: Date }
  language: Language
}) {
  const { record, language } = props
  const said = judgingWords[language]
  return (
    <section class="two">
      <div class="flow">
        <h2>{said.record}</h2>
        <parts.SummaryList
          rows={[
            { label: said.since, value: formatDate(record.since, language) },
            ...recordRows(record, language),
            { label: said.certificates, value: atLeast(record.certificatesAtLeast, language) },
          ]}
        />
        <p class="small muted">{said.howCounted}</p>
      </div>
      <section class="side panel stack" aria-label={said.rating}>
        <h3>{said.rating}</h3>
        {record.stars ? <Rated counts={record.stars} /> : <p>{said.tooFew}</p>}
      </section>
    </section>
  )
}

/** What a course is judged by beside what it says itself: its record, and the way to a sample of its certificate. */
export function judgingRows(
  shop: Shop,
  slug: string,
  record: ToldRecord | undefined,
  language: Language,
): SummaryRow[] {
  const said = judgingWords[language]
  const sample = path(shop, `/kursus/${slug}/contoh-sertifikat.pdf`)
  return [
    ...(record ? recordRows(record, language) : []),
    { label: said.sampleWhat, value: <a href={sample}>{said.sample}</a> },
  ]
}

function Rated({ counts }: { counts: NonNullable<ToldRecord['stars']> }) {
  const count = counts.reduce((sum, some) => sum + some, 0)
  const sum = counts.reduce((all, some, index) => all + some * (index + 1), 0)
  return (
    <>
      <p>
        <parts.Stars average={sum / count} count={count} />
      </p>
      <parts.StarSpread counts={counts} />
    </>
  )
}

function atLeast(count: number | undefined, language: Language): string {
  const said = judgingWords[language]
  return count === undefined
    ? said.tooFew
    : said.atLeast(count.toLocaleString(language === 'id' ? 'id-ID' : 'en-GB'))
}
