import { useView } from './view.ts'
import { words } from './words.ts'

const star = 'M12 2.5l2.9 6.1 6.6.9-4.8 4.7 1.2 6.7-5.9-3.2-5.9 3.2 1.2-6.7L2.5 9.5l6.6-.9z'

/** The average of the reviews (0 to 5) and how many there are. */
export function Stars(props: { average: number; count: number }) {
  const { language } = useView()
  const said = words[language]
  if (props.count === 0) return <span class="stars muted">{said.noReviews}</span>
  const average = decimal(props.average, language)
  const count = props.count.toLocaleString(language === 'id' ? 'id-ID' : 'en-GB')
  return (
    <span class="stars">
      <StarSign />
      <span aria-hidden="true">
        <b>{average}</b> <span class="muted">({count})</span>
      </span>
      <span class="hidden">{said.stars(average, count)}</span>
    </span>
  )
}

/** The stars of one review. */
export function StarsGiven(props: { stars: number }) {
  return (
    <span class="stars">
      <StarSign />
      <b>{words[useView().language].starRow(props.stars)}</b>
    </span>
  )
}

function StarSign() {
  return (
    <svg width="18" height="18" viewBox="0 0 24 24" fill="currentColor" aria-hidden="true">
      <path d={star} />
    </svg>
  )
}

/** How the reviews spread: `counts[0]` reviews of one star to `counts[4]` of five, shown from five down. */
export function StarSpread(props: { counts: readonly [number, number, number, number, number] }) {
  const said = words[useView().language]
  const most = Math.max(1, ...props.counts)
  return (
    <dl class="spread">
      {[5, 4, 3, 2, 1].map((stars) => {
        const count = props.counts[stars - 1] ?? 0
        return (
          <div>
            <dt>{said.starRow(stars)}</dt>
            <dd>
              <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                <rect width={Math.round((count / most) * 100)} height="8" />
              </svg>
            </dd>
            <dd class="number">{count}</dd>
          </div>
        )
      })}
    </dl>
  )
}

function decimal(average: number, language: 'id' | 'en'): string {
  const text = average.toFixed(1)
  return language === 'id' ? text.replace('.', ',') : text
}
