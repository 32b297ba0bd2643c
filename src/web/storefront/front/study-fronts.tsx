import { CourseCards } from '../cards/course-cards-view.tsx'
import { DateBlock, DayHead } from '../cards/date-block.tsx'
import { compositionWords } from '../composition-words.ts'
import { historyTitle } from '../label-words.ts'
import { path } from '../shop.ts'
import { words } from '../words.ts'
import { byDay, byTopic, type FrontFacts } from './front-facts.ts'
import { CategoryChips, Entrance, FrontSearch, HowTo, Opening, SeeAll } from './front-parts.tsx'

/** A plan of studies: a numbered row for each field, its newest courses in it. */
export function Curriculum(facts: FrontFacts) {
  const { shop, language } = facts
  const said = compositionWords[language]
  const newest = new Map(byTopic(facts.courses).map(({ slug, courses }) => [slug, courses.slice(0, 3)]))
  return (
    <>
      <div class="opening">
        <div class="flow">
          <Opening facts={facts} />
        </div>
        <FrontSearch facts={facts} />
      </div>
      <Entrance facts={facts} />
      <section class="flow">
        <h2>{said.curriculum}</h2>
        <ol class="terms">
          {facts.categories.map(({ name, slug, count }) => (
            <li>
              <div class="term">
                <h3>
                  <a href={path(shop, `/kursus?kategori=${slug}`)}>{name}</a>
                </h3>
                <p class="small muted">{said.unit(count)}</p>
              </div>
              <CourseCards shop={shop} courses={newest.get(slug) ?? []} />
            </li>
          ))}
        </ol>
      </section>
      <SeeAll facts={facts} />
      <HowTo facts={facts} />
    </>
  )
}

/** An office: its services and categories at the side, a register in the middle. */
export function Directory(facts: FrontFacts) {
  const { shop, language } = facts
  const said = words[language]
  return (
    <div class="office">
      <div class="flow">
        <Opening facts={facts} />
        <Entrance facts={facts} />
        <FrontSearch facts={facts} />
        <h2>{compositionWords[language].register}</h2>
        <CourseCards shop={shop} courses={facts.courses.slice(0, 8)} />
        <p>
          <a href={path(shop, '/kursus')}>{said.seeAll}</a>
        </p>
        <HowTo facts={facts} />
      </div>
      <SideMenu facts={facts} />
    </div>
  )
}

function SideMenu({ facts: { shop, language, categories } }: { facts: FrontFacts }) {
  const said = words[language]
  return (
    <nav class="side-menu" aria-labelledby="layanan">
      <h2 id="layanan">{compositionWords[language].services}</h2>
      <ul>
        <li>
          <a href={path(shop, '/kursus')}>{said.courses}</a>
        </li>
        <li>
          <a href={path(shop, '/riwayat')}>{historyTitle(shop, language)}</a>
        </li>
        <li>
          <a href={`/cara-beli/${shop.journey.id}`}>{said.howTo}</a>
        </li>
      </ul>
      <h2>{said.categories}</h2>
      <ul>
        {categories.map(({ name, slug, count }) => (
          <li>
            <a href={path(shop, `/kursus?kategori=${slug}`)}>{name}</a> <span class="muted">{count}</span>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** A prospectus: what it is in large letters, its fields and who teaches as lists, entries to be read. */
export function Faculties(facts: FrontFacts) {
  const { shop, language } = facts
  const said = compositionWords[language]
  return (
    <div class="prospectus">
      <div class="opening">
        <Opening facts={facts} />
        <FrontSearch facts={facts} />
      </div>
      <Entrance facts={facts} />
      <section>
        <h2>{said.fields}</h2>
        <ul class="index">
          {facts.categories.map(({ name, slug, count }) => (
            <li>
              <a href={path(shop, `/kursus?kategori=${slug}`)}>{name}</a> <span class="muted">{count}</span>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h2>{words[language].popular}</h2>
        <div class="flow">
          <CourseCards shop={shop} courses={facts.courses.slice(0, 6)} />
          <SeeAll facts={facts} />
        </div>
      </section>
      <section>
        <h2>{said.teachers}</h2>
        <ul class="index">
          {facts.institutions.map(({ name, slug, count }) => (
            <li>
              <a href={path(shop, `/kursus?lembaga=${slug}`)}>{name}</a>{' '}
              <span class="muted">{count ?? ''}</span>
            </li>
          ))}
        </ul>
      </section>
      <HowTo facts={facts} />
    </div>
  )
}

/** A calendar: the days on which something is taught, then what begins at any time. */
export function Agenda(facts: FrontFacts) {
  const { shop, language } = facts
  const said = compositionWords[language]
  const days = byDay(facts.courses)
  const anyTime = facts.courses.filter(({ startsAt }) => !startsAt).slice(0, 6)
  return (
    <>
      <Opening facts={facts} />
      <nav class="days" aria-label={said.days}>
        {days.map(({ day, at }) => (
          <a href={`#hari-${day}`}>
            <DateBlock at={at} />
          </a>
        ))}
        {anyTime.length > 0 ? (
          <a href="#kapan-saja">
            <DateBlock at={undefined} />
          </a>
        ) : (
          ''
        )}
      </nav>
      <div class="opening">
        <Entrance facts={facts} />
        <FrontSearch facts={facts} />
      </div>
      {days.length === 0 ? <p>{said.noDays}</p> : ''}
      {days.map(({ day, at, courses }) => (
        <section class="day" id={`hari-${day}`}>
          <DayHead day={day} at={at} language={language} />
          <CourseCards shop={shop} courses={courses} />
        </section>
      ))}
      <section class="day" id="kapan-saja">
        <DayHead language={language} />
        <CourseCards shop={shop} courses={anyTime} />
      </section>
      <CategoryChips facts={facts} />
      <SeeAll facts={facts} />
      <HowTo facts={facts} />
    </>
  )
}
