import { mostCompared } from '../../../catalogue/about/compared-courses.ts'
import type { Language } from '../../../kernel/wib.ts'
import * as parts from '../../parts/parts.ts'
import type { Href } from '../../site/link.ts'
import type { ShopCard } from '../catalogue/course-cards.ts'
import { path, type Request, type Shop } from '../shop.ts'
import { judgingWords } from './judging-words.ts'

const formId = 'banding'

interface Listed {
  readonly slug: string
}

/** The cards of a list with a box on each. `ticked`: slugs; a list of one course has nothing to compare. */
export function tickable(
  cards: readonly ShopCard[],
  courses: readonly Listed[],
  ticked: readonly string[],
  language: Language,
): readonly ShopCard[] {
  if (tooFew(courses, ticked)) return cards
  const label = judgingWords[language].compare
  return cards.map((card, index) => {
    const value = courses[index]?.slug ?? ''
    return { ...card, pick: { form: formId, name: 'k', value, checked: ticked.includes(value), label } }
  })
}

/** What the boxes of a list are sent by. It stays in sight once one is ticked; those ticked on other pages of the list go along. */
export function CompareBar(props: {
  c: Request
  shop: Shop
  courses: readonly Listed[]
  ticked: readonly string[]
}) {
  const { c, shop, courses, ticked } = props
  if (tooFew(courses, ticked)) return null
  const said = judgingWords[c.get('language')]
  const elsewhere = ticked.filter((slug) => courses.every((course) => course.slug !== slug))
  return (
    <form id={formId} method="get" action={path(shop, '/bandingkan')} class="compare-bar">
      {elsewhere.map((slug) => (
        <input type="hidden" name="k" value={slug} />
      ))}
      <input type="hidden" name="dari" value={listOf(c.req.url)} />
      <p class="small">
        {said.tick}
        {elsewhere.length > 0 ? ` ${said.tickedElsewhere(elsewhere.length)}` : ''}
      </p>
      <parts.Button look="second">{said.compareTicked}</parts.Button>
    </form>
  )
}

/** What is asked of a list, without what is ticked in it. */
function listOf(url: string): string {
  const asked = new URL(url).searchParams
  asked.delete('k')
  return asked.toString().slice(0, 1000)
}

/** The list from which courses came to be compared, with all of them ticked. */
export function backToList(shop: Shop, from: string | undefined, ticked: readonly string[]): Href {
  const asked = new URLSearchParams((from ?? '').slice(0, 1000))
  asked.delete('k')
  for (const slug of ticked) asked.append('k', slug)
  return asked.size > 0 ? path(shop, `/kursus?${asked}`) : path(shop, '/kursus')
}

/** Why fewer or more are ticked than stand side by side, and the way back to the boxes. */
export function Ticked(props: { c: Request; shop: Shop; ticked: readonly string[] }) {
  const { c, shop, ticked } = props
  const said = judgingWords[c.get('language')]
  const back = backToList(shop, c.req.query('dari'), ticked)
  if (ticked.length > mostCompared)
    return (
      <parts.Notice tone="warning" title={said.tooMany(ticked.length)}>
        <p>
          <a href={back}>{said.changeTicked}</a>
        </p>
      </parts.Notice>
    )
  return (
    <p>
      <a href={back}>{ticked.length === 1 ? said.tickAnother : said.changeTicked}</a>
    </p>
  )
}

function tooFew(courses: readonly Listed[], ticked: readonly string[]): boolean {
  return courses.length + ticked.length < 2 || courses.length === 0
}
