import type { LikeCourse } from '../../../catalogue/about/like-courses.ts'
import type { CoursePage } from '../../../catalogue/courses.ts'
import { formatRupiah } from '../../../kernel/rupiah.ts'
import type { Language } from '../../../kernel/wib.ts'
import type { balanceOfAccount } from '../../../storefronts/accounts/balance-of-account.ts'
import { type Chapter, taughtId } from '../course/course-layouts.tsx'
import { CourseDates, hasDates } from '../judging/course-dates.tsx'
import { judgingWords } from '../judging/judging-words.ts'
import { historyTitle } from '../label-words.ts'
import { type CourseReviews, ReviewsSection } from '../reviews/course-reviews.tsx'
import { reviewWords } from '../reviews/review-words.ts'
import type { Shop } from '../shop.ts'
import { words } from '../words.ts'
import { BesideBalance, courseAboutWords, LikeCourses, syllabusOf, WhatIsTaught } from './course-about.tsx'

/** The price, beside what lies on the buyer's own card. */
export function Cost(props: {
  course: CoursePage
  language: Language
  card: Awaited<ReturnType<typeof balanceOfAccount>>
}) {
  const { course, language, card } = props
  return (
    <>
      <p class="huge number">{course.price === null ? words[language].free : formatRupiah(course.price)}</p>
      {card && course.price !== null ? (
        <BesideBalance language={language} price={course.price} card={card} />
      ) : (
        ''
      )}
    </>
  )
}

/** What it is about, what is taught, and where it is sold by a voucher, how that is used. */
export function aboutOf(shop: Shop, course: CoursePage, language: Language, sold: boolean): Chapter[] {
  const said = words[language]
  const { outcomes = [] } = course.about
  const about = {
    id: 'tentang',
    name: said.about,
    content: (
      <>
        <h2>{said.about}</h2>
        <p class="lines">{course.description}</p>
      </>
    ),
  }
  const taught = {
    id: taughtId,
    name: courseAboutWords[language].syllabus,
    content: <WhatIsTaught course={course} language={language} />,
  }
  const voucher = {
    id: 'voucher',
    name: said.howVoucher,
    content: (
      <>
        <h2>{said.howVoucher}</h2>
        <p>{said.howVoucherText(historyTitle(shop, language))}</p>
      </>
    ),
  }
  const dates = {
    id: 'jadwal-pelatihan',
    name: judgingWords[language].dates,
    content: <CourseDates course={course} language={language} />,
  }
  return [
    ...(course.description ? [about] : []),
    ...(outcomes.length > 0 || syllabusOf(course).length > 0 ? [taught] : []),
    ...(shop.journey.delivery === 'voucher' && sold ? [voucher] : []),
    ...(hasDates(course) ? [dates] : []),
  ]
}

/** What others say of it, and others like it. */
export function afterOf(props: {
  shop: Shop
  course: CoursePage
  language: Language
  reviews: CourseReviews
  like: readonly LikeCourse[]
}): Chapter[] {
  const { like, ...rest } = props
  const reviews = {
    id: 'kata-peserta',
    name: reviewWords[props.language].reviews,
    content: <ReviewsSection {...rest} />,
  }
  const alike = {
    id: 'serupa',
    name: courseAboutWords[props.language].like,
    content: (
      <LikeCourses shop={props.shop} language={props.language} slug={props.course.slug} courses={like} />
    ),
  }
  return like.length > 0 ? [reviews, alike] : [reviews]
}
