import type { Child } from 'hono/jsx'
import type { Language } from '../../../kernel/wib.ts'
import type { LayoutOf } from '../../../storefronts/layouts/composition.ts'
import { DateBlock } from '../cards/date-block.tsx'
import { compositionWords } from '../composition-words.ts'
import { words } from '../words.ts'

/** The chapter of what is taught. */
export const taughtId = 'isi-pelatihan'

/** A chapter of a course's page; its heading stands in `content`. */
export interface Chapter {
  /** to be led to */
  readonly id: string
  readonly name: string
  readonly content: Child
}

/** What the page of a course is made of, however it is laid out. */
export interface CourseParts {
  readonly language: Language
  readonly art: Child
  /** category, title, who teaches */
  readonly head: Child
  /** the price, and what lies on one's own card */
  readonly price: Child
  /** how it is bought, or why it is not */
  readonly buy: Child
  /** when it begins first; undefined: whenever one begins */
  readonly startsAt: Date | undefined
  /** what it is about, what is taught, how its voucher is used, what is good to know, reviews, others like it; those that there are */
  readonly about: readonly Chapter[]
  readonly facts: Chapter
  readonly after: readonly Chapter[]
}

/** The page of a course, by the storefront's layout of course pages. */
export const courseLayouts: Record<
  LayoutOf<'coursePage'>,
  (parts: CourseParts) => ReturnType<typeof SidePanel>
> = {
  'side-panel': SidePanel,
  hero: Hero,
  ticket: Ticket,
  'three-columns': ThreeColumns,
  syllabus: Syllabus,
  dossier: Dossier,
  contents: Contents,
  event: Event,
}

/** What one reads on the left, what one pays on the right. */
function SidePanel(parts: CourseParts) {
  return (
    <div class="two">
      <div class="stack">
        {parts.art}
        {parts.head}
      </div>
      <Buy parts={parts} class="side panel stack" />
      <div class="flow">
        <Chapters of={[...parts.about, parts.facts, ...parts.after]} />
      </div>
    </div>
  )
}

/** A banner over the whole width with the title and the price in it, the facts as tiles below, then chapters side by side. */
function Hero(parts: CourseParts) {
  return (
    <>
      <div class="band hero">
        {parts.art}
        <div class="stack">{parts.head}</div>
        <Buy parts={parts} class="offer stack" />
      </div>
      <Chapters of={[parts.facts]} />
      <div class="side-by-side">
        <Chapters of={[...parts.about, ...parts.after]} />
      </div>
    </>
  )
}

/** One large voucher with its stub to be bought; what belongs to it as sheets below. */
function Ticket(parts: CourseParts) {
  return (
    <>
      <div class="voucher">
        <div class="stack">
          {parts.art}
          {parts.head}
        </div>
        <Buy parts={parts} class="stub stack" />
      </div>
      <div class="uneven">
        <div class="flow">
          <Chapters of={parts.about} />
        </div>
        <div class="flow">
          <Chapters of={[parts.facts]} />
        </div>
      </div>
      <Chapters of={parts.after} />
    </>
  )
}

/** The picture and the facts, what it is, and the box to buy it in, side by side. */
function ThreeColumns(parts: CourseParts) {
  return (
    <div class="goods">
      {parts.art}
      <div class="stack name">
        {parts.head}
        <div class="cost">{parts.price}</div>
      </div>
      <section class="box stack" aria-label={words[parts.language].price}>
        {parts.buy}
      </section>
      <div class="flow said">
        <Chapters of={parts.about} />
      </div>
      <div class="facts">
        <Chapters of={[parts.facts]} />
      </div>
      <div class="flow more">
        <Chapters of={parts.after} />
      </div>
    </div>
  )
}

/** What is taught comes first; enrolling is a strip between the title and the plan. */
function Syllabus(parts: CourseParts) {
  const taught = parts.about.filter(({ id }) => id === taughtId)
  return (
    <>
      <div class="about-it stack">{parts.head}</div>
      <Buy parts={parts} class="strip" />
      <div class="plan">
        <div class="flow">
          <Chapters of={[...taught, ...parts.about.filter((one) => !taught.includes(one))]} />
        </div>
        <div class="flow">
          <Chapters of={[parts.facts]} />
        </div>
      </div>
      <Chapters of={parts.after} />
    </>
  )
}

/** A file of an office: its facts as a sheet, the application at its foot, then what is said of it. */
function Dossier(parts: CourseParts) {
  return (
    <div class="office">
      <div class="flow">
        <div class="stack">{parts.head}</div>
        <Chapters of={[parts.facts]} />
        <section class="apply">
          <h2>{compositionWords[parts.language].enrol}</h2>
          <div class="stack">{parts.price}</div>
          <div class="stack">{parts.buy}</div>
        </section>
        <Chapters of={[...parts.about, ...parts.after]} />
      </div>
      <Ways parts={parts} />
    </div>
  )
}

/** A text with its contents at the side; how to take part stands under its title. */
function Contents(parts: CourseParts) {
  return (
    <div class="treatise">
      <div class="opening stack">{parts.head}</div>
      <Ways parts={parts} />
      <div class="flow">
        <Buy parts={parts} class="take" />
        <Chapters of={[...parts.about, parts.facts, ...parts.after]} />
      </div>
    </div>
  )
}

/** An event: its day as a leaf of a calendar and the way to take part before everything else, on the left. */
function Event(parts: CourseParts) {
  return (
    <div class="event">
      <div class="stack name">{parts.head}</div>
      <div class="when">
        <DateBlock at={parts.startsAt} />
        <Buy parts={parts} class="stack" />
      </div>
      <div class="flow">
        <Chapters of={[...parts.about, parts.facts, ...parts.after]} />
      </div>
    </div>
  )
}

function Buy({ parts, class: look }: { parts: CourseParts; class: string }) {
  return (
    <section class={look} aria-label={words[parts.language].price}>
      <div class="cost">{parts.price}</div>
      <div class="stack">{parts.buy}</div>
    </section>
  )
}

function Chapters({ of }: { of: readonly Chapter[] }) {
  return (
    <>
      {of.map(({ id, content }) => (
        <div class="flow chapter" id={id}>
          {content}
        </div>
      ))}
    </>
  )
}

/** The chapters of the page, to be led to. */
function Ways({ parts }: { parts: CourseParts }) {
  const said = compositionWords[parts.language]
  return (
    <nav class="side-menu" aria-label={said.contents}>
      <ul>
        {[...parts.about, parts.facts, ...parts.after].map(({ id, name }) => (
          <li>
            <a href={`#${id}`}>{name}</a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
