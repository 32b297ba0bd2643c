import type { Context } from 'hono'
import { formatInstant } from '../../../kernel/wib.ts'
import { type OpenFigures, openFigures } from '../../../reports/charts/open-figures.ts'
import { BarChart } from '../../charts/bar-chart.tsx'
import type { Web } from '../../http/web.ts'
import * as parts from '../../parts/parts.ts'
import type { RegisterDeps } from '../register/visitor.tsx'
import { figuresWords } from './figures-words.ts'
import { infoPage } from './info-page.tsx'
import { infoWords } from './info-words.ts'
import { programmeFacts } from './programme-facts.ts'

type Request = Context<Web>
const stages = ['applied', 'chosen', 'bought', 'finished'] as const

/** `/angka`: how many came how far this year, and what they thought of it, as charts with their tables. */
export async function figuresPage(c: Request, { registrations: { ctx } }: RegisterDeps): Promise<Response> {
  const language = c.get('language')
  const said = figuresWords[language]
  const { year } = await programmeFacts(ctx)
  if (!year) return infoPage(c, { title: said.title }, <p class="lead">{infoWords[language].noYear}</p>)
  const { at, value } = await openFigures(ctx, year.year)
  return infoPage(
    c,
    { title: said.title },
    <>
      <p class="lead">{said.lead(String(year.year), formatInstant(at, language))}</p>
      <Come figures={value} c={c} />
      <Liked figures={value} c={c} />
    </>,
  )
}

function Come({ figures, c }: { figures: OpenFigures; c: Request }) {
  const language = c.get('language')
  const said = figuresWords[language]
  const write = new Intl.NumberFormat(language).format
  const bars = stages.map((name) => ({ label: said.stages[name], value: figures[name] }))
  return (
    <>
      <h2>{said.come}</h2>
      <BarChart id="tahap" title={said.come} summary={said.comeText} write={write} bars={bars} />
      <parts.Table
        caption={said.come}
        captionHidden
        columns={[{ label: said.stage }, { label: said.count, right: true }]}
        rows={bars.map(({ label, value }) => [label, write(value)])}
      />
      <p class="small muted">{said.note}</p>
    </>
  )
}

function Liked({ figures: { stars }, c }: { figures: OpenFigures; c: Request }) {
  const language = c.get('language')
  const said = figuresWords[language]
  const write = new Intl.NumberFormat(language).format
  const rows = stars.map(({ name, values }) => ({ stars: Number(name), reviews: values[0] ?? 0 }))
  const all = rows.reduce((sum, { reviews }) => sum + reviews, 0)
  const average = rows.reduce((sum, row) => sum + row.stars * row.reviews, 0) / all
  const decimal = new Intl.NumberFormat(language, { maximumFractionDigits: 1 })
  const bars = rows.map((row) => ({ label: said.starCount(String(row.stars)), value: row.reviews }))
  return (
    <>
      <h2>{said.liked}</h2>
      {all === 0 ? (
        <p>{said.noReview}</p>
      ) : (
        <>
          <p>{said.likedText(decimal.format(average))}</p>
          <BarChart
            id="bintang"
            title={said.liked}
            summary={said.likedText(decimal.format(average))}
            write={write}
            bars={bars}
          />
          <parts.Table
            caption={said.liked}
            captionHidden
            columns={[{ label: said.stars }, { label: said.reviews, right: true }]}
            rows={bars.map(({ label, value }) => [label, write(value)])}
          />
        </>
      )}
    </>
  )
}
