import { guideWords } from '../../guide/guide-words.ts'
import * as parts from '../../parts/parts.ts'
import { CourseCards } from '../cards/course-cards-view.tsx'
import { compositionWords } from '../composition-words.ts'
import { historyTitle, labelOf } from '../label-words.ts'
import { path } from '../shop.ts'
import { words } from '../words.ts'
import { byTopic, type FrontFacts, type Topic } from './front-facts.ts'
import { CategoryChips, Entrance, FrontSearch, HowTo, Opening, SeeAll } from './front-parts.tsx'

/** One after the other: search, categories, what is new, how buying goes. */
export function Plain(facts: FrontFacts) {
  const said = words[facts.language]
  return (
    <>
      <Opening facts={facts} />
      <Entrance facts={facts} />
      <FrontSearch facts={facts} />
      <h2>{said.categories}</h2>
      <CategoryChips facts={facts} />
      <h2>{said.popular}</h2>
      <CourseCards shop={facts.shop} courses={facts.courses.slice(0, 6)} />
      <SeeAll facts={facts} />
      <HowTo facts={facts} />
    </>
  )
}

/** A banner with three topics to begin with, then a lane of courses for each topic. */
export function Lanes(facts: FrontFacts) {
  const { shop, language } = facts
  const said = compositionWords[language]
  const large = new Set(largest(facts, 6).map(({ slug }) => slug))
  const lanes = byTopic(facts.courses).filter(({ slug }) => large.has(slug))
  return (
    <>
      <div class="band topics">
        <div class="flow">
          <Opening facts={facts} />
          <FrontSearch facts={facts} />
        </div>
        <nav class="packages" aria-label={said.packages}>
          {largest(facts, 3).map(({ name, slug, count }) => (
            <a href={path(shop, `/kursus?kategori=${slug}`)}>
              <parts.CourseArt title={name} category={name} />
              <b>{name}</b>
              <span class="small">{said.unit(count)}</span>
            </a>
          ))}
        </nav>
      </div>
      <Entrance facts={facts} />
      {lanes.map((topic) => (
        <Lane facts={facts} topic={topic} />
      ))}
      <CategoryChips facts={facts} />
      <SeeAll facts={facts} />
      <HowTo facts={facts} />
    </>
  )
}

function Lane({ facts, topic }: { facts: FrontFacts; topic: Topic }) {
  const { shop, language } = facts
  return (
    <section class="flow">
      <div class="row apart">
        <h2>{topic.name}</h2>
        <a href={path(shop, `/kursus?kategori=${topic.slug}`)}>
          {compositionWords[language].allOf(topic.name)}
        </a>
      </div>
      <CourseCards shop={shop} courses={topic.courses} lane />
    </section>
  )
}

/** A menu of services as an app has it, the programme among them, with a sign for each. */
export function Services(facts: FrontFacts) {
  const { shop, language } = facts
  const said = words[language]
  const entrance = (at: number) => labelOf(shop, 'enter_programme', language, at)
  const services = [
    { sign: 'card', label: entrance(0), href: path(shop, '/prakerja') },
    { sign: 'box', label: said.courses, href: path(shop, '/kursus') },
    { sign: 'clock', label: historyTitle(shop, language), href: path(shop, '/riwayat') },
    { sign: 'user', label: said.account, href: path(shop, '/akun') },
    { sign: 'info', label: said.howTo, href: `/cara-beli/${shop.journey.id}` },
    { sign: 'bars', label: guideWords[language].title, href: '/panduan/peserta' },
    { sign: 'check', label: said.termsTitle, href: path(shop, '/syarat') },
    { sign: 'menu', label: entrance(1), href: path(shop, '/menu') },
  ] as const
  return (
    <>
      <Opening facts={facts} />
      <FrontSearch facts={facts} />
      <section class="flow">
        <h2 class="hidden">{compositionWords[language].services}</h2>
        <ul class="services">
          {services
            .filter(({ label }) => label !== '')
            .map(({ sign, label, href }) => (
              <li>
                <a href={href}>
                  <span class="sign">
                    <parts.Icon name={sign} size={28} />
                  </span>
                  {label}
                </a>
              </li>
            ))}
        </ul>
      </section>
      <section class="flow">
        <h2>{said.categories}</h2>
        <ul class="services">
          {facts.categories.map(({ name, slug }) => (
            <li>
              <a href={path(shop, `/kursus?kategori=${slug}`)}>
                <span class="sign">
                  <parts.CourseArt title={name} category={name} />
                </span>
                {name}
              </a>
            </li>
          ))}
        </ul>
      </section>
      <section class="flow">
        <h2>{said.popular}</h2>
        <CourseCards shop={shop} courses={facts.courses.slice(0, 6)} />
      </section>
      <SeeAll facts={facts} />
      <HowTo facts={facts} />
    </>
  )
}

/** The search is the page; what is new stands below it, close together. */
export function SearchFirst(facts: FrontFacts) {
  return (
    <>
      <div class="band begin">
        <Opening facts={facts} />
        <FrontSearch facts={facts} />
        <ul class="quick">
          {largest(facts, 6).map(({ name, slug }) => (
            <li>
              <a href={path(facts.shop, `/kursus?kategori=${slug}`)}>{name}</a>
            </li>
          ))}
        </ul>
      </div>
      <Entrance facts={facts} />
      <h2>{words[facts.language].popular}</h2>
      <CourseCards shop={facts.shop} courses={facts.courses.slice(0, 12)} />
      <SeeAll facts={facts} />
      <HowTo facts={facts} />
    </>
  )
}

function largest({ categories }: FrontFacts, count: number) {
  return [...categories].sort((one, other) => other.count - one.count).slice(0, count)
}
