import { compositionOf } from '../../../storefronts/journeys.ts'
import * as parts from '../../parts/parts.ts'
import type { ShopCard } from '../catalogue/course-cards.ts'
import { compositionWords } from '../composition-words.ts'
import type { Shop } from '../shop.ts'
import { cardLayouts } from './card-layouts.tsx'
import type { CardHeading } from './card-pieces.tsx'

/** Courses together, as the storefront lays them out; `lane`: one row that goes on sideways. */
export function CourseCards(props: {
  shop: Pick<Shop, 'journey'>
  courses: readonly ShopCard[]
  heading?: CardHeading
  lane?: boolean
}) {
  const { card } = compositionOf(props.shop.journey.id)
  const Card = cardLayouts[card]
  if (props.courses.length === 0) return null
  return (
    <>
      {card === 'register' ? <Columns /> : ''}
      <ul class={props.lane ? 'lane' : card === 'picture' ? 'grid' : 'cards'}>
        {props.courses.map((course) => (
          <li>
            <Card course={course} heading={props.heading ?? 'h3'} />
          </li>
        ))}
      </ul>
    </>
  )
}

/** What stands in which column, for the eye: each line says it in words that need no head. */
function Columns() {
  const said = compositionWords[parts.useView().language]
  return (
    <div class="register-head" aria-hidden="true">
      <span>{said.column_course}</span>
      <span>{said.column_by}</span>
      <span>{said.column_how}</span>
      <span>{said.column_price}</span>
    </div>
  )
}
