import { type Queryable, rows, statement } from '../../database/sql.ts'

/** Another course that whoever looks at one may want. */
export interface LikeCourse {
  readonly slug: string
  readonly title: string
  readonly institution: string
  /** rupiah */
  readonly price: number
}

const nextInCategory = (storefront: string, than: string, order: string) => `
  (select c.course_id, c.slug, c.title, i.name as institution, c.price
   from course asked
   join course c using (category_id)
   join institution i on i.institution_id = c.institution_id
   where asked.course_id = $1 and c.course_id ${than} asked.course_id and c.status = 'listed' and c.price is not null
     and exists (
       select from offer join partner using (partner_id) where offer.course_id = c.course_id and storefront = ${storefront}
     )
   order by c.course_id ${order}
   limit 3)`

/** The next ones of the category, and from its beginning where there are not three: two steps in one index, however many there are. */
const likeCourses = statement<
  [courseId: number, storefront: string],
  'catalogue/like-courses',
  'slug' | 'title' | 'institution' | 'price'
>(
  'catalogue/like-courses',
  `
  select slug, title, institution, price
  from (
    select 1 as turn, later.* from ${nextInCategory('$2', '>', 'asc')} later
    union all
    select 2 as turn, earlier.* from ${nextInCategory('$2', '<', 'desc')} earlier
  ) near
  order by turn, course_id
  limit 3
  `,
)

/** Up to three other courses of the same category that the storefront sells, always the same ones. */
export function coursesLike(db: Queryable, courseId: number, storefront: string): Promise<LikeCourse[]> {
  return rows(db, likeCourses, [courseId, storefront])
}
