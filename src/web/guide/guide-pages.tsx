import type { Context } from 'hono'
import type { Web } from '../http/web.ts'
import * as parts from '../parts/parts.ts'
import { showPage } from '../site/show-page.tsx'
import { guideNames, isGuideName } from './guide-names.ts'
import { documentPage, documentPages, type GuidePage, guidePage } from './guide-pages-of.ts'
import { FoundPlaces, Guides, mostTyped, SearchForm, Text } from './guide-parts.tsx'
import { guideWords } from './guide-words.ts'
import { searchGuides } from './search-guides.ts'

type Request = Context<Web>

const shared = { scripted: false, indexed: true } as const
/** `/panduan`: every guide, and the way to everything else. */
export function homePage(c: Request): Response {
  const language = c.get('language')
  const said = guideWords[language]
  return showPage(
    c,
    { ...shared, title: said.title, description: said.lead, width: 'full' },
    <>
      <p class="lead">{said.lead}</p>
      <SearchForm language={language} />
      <Guides language={language} />
      <h2>{said.documents}</h2>
      <p>{said.documentsLead}</p>
      <p>
        <a href="/panduan/dokumen">{said.allDocuments}</a>
      </p>
    </>,
  )
}

/** `/panduan/:guide`; another name leads to the search. */
export function onePage(c: Request): Response {
  const name = c.req.param('guide') ?? ''
  if (!isGuideName(name)) return lostPage(c)
  const language = c.get('language')
  const said = guideWords[language]
  const page = guidePage(name, language)
  return showPage(
    c,
    { ...shared, title: page.title, description: page.lead, width: 'full' },
    <>
      <p class="lead">{page.lead}</p>
      <Text page={page} language={language} />
      <section class="stack others measure" aria-labelledby="lain">
        <h2 id="lain">{said.others}</h2>
        <SearchForm language={language} />
        <ul class="list">
          {guideNames
            .filter((other) => other !== name)
            .map((other) => (
              <li>
                <a href={`/panduan/${other}`}>{guidePage(other, language).title}</a>
              </li>
            ))}
        </ul>
      </section>
    </>,
  )
}

/** `/panduan/dokumen`: the documents, which are English. */
export function documentsPage(c: Request): Response {
  const language = c.get('language')
  const said = guideWords[language]
  const all = documentPages()
  const listOf = (kind: GuidePage['kind']) => (
    <ul class="list columns" lang="en">
      {all
        .filter((page) => page.kind === kind)
        .map(({ name, title }) => (
          <li>
            <a href={`/panduan/dokumen/${name}`}>{title}</a>
          </li>
        ))}
    </ul>
  )
  return showPage(
    c,
    { ...shared, title: said.documents, description: said.documentsLead, width: 'full' },
    <>
      <p class="lead">{said.documentsLead}</p>
      <SearchForm language={language} />
      {listOf('document')}
      <h2>{said.decisions}</h2>
      {listOf('decision')}
      <p>
        <a href="/panduan">{said.all}</a>
      </p>
    </>,
  )
}

/** `/panduan/dokumen/:document` */
export function oneDocumentPage(c: Request): Response {
  const language = c.get('language')
  const said = guideWords[language]
  const page = documentPage(c.req.param('document') ?? '')
  if (!page) return lostPage(c)
  return showPage(
    c,
    { ...shared, title: page.title, heading: <span lang="en">{page.title}</span>, width: 'full' },
    <>
      {language === 'en' ? '' : <p class="muted">{said.englishOnly}</p>}
      <Text page={page} language={language} />
      <p>
        <a href="/panduan/dokumen">{said.documents}</a>
      </p>
    </>,
  )
}

/** `/panduan/cari?q=` */
export function searchPage(c: Request): Response {
  const language = c.get('language')
  const said = guideWords[language]
  const words = (c.req.query('q') ?? '').slice(0, mostTyped).trim()
  const found = searchGuides(words, language)
  return showPage(
    c,
    {
      ...shared,
      indexed: false,
      title: words === '' ? said.search : said.found(found.length, words),
      heading: said.search,
    },
    <>
      <SearchForm language={language} value={words} />
      {words === '' ? (
        <p>{said.nothingTyped}</p>
      ) : found.length > 0 ? (
        <>
          <h2>{said.found(found.length, words)}</h2>
          <FoundPlaces found={found} language={language} />
        </>
      ) : (
        <>
          <parts.EmptyState title={said.nothing(words)}>
            <p>{said.nothingText}</p>
          </parts.EmptyState>
          <Guides language={language} />
        </>
      )}
    </>,
  )
}

/** What is not there, below `/panduan`: the search, with the words of the address. */
export function lostPage(c: Request): Response {
  const language = c.get('language')
  const said = guideWords[language]
  const wrong = c.req.param('below') ?? c.req.param('document') ?? c.req.param('guide') ?? ''
  const words = wrong.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
  return showPage(
    c,
    { title: said.lost, status: 404, scripted: false },
    <>
      <p class="lead">{said.lostText}</p>
      <SearchForm language={language} value={words.slice(0, mostTyped)} />
      <Guides language={language} />
    </>,
  )
}
