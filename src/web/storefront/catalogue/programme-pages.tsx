import { categoriesOfShelf, institutionsOfShelf } from '../../../catalogue/shelf.ts'
import type { Language } from '../../../kernel/wib.ts'
import { stepOf } from '../../../storefronts/walk.ts'
import { errorPage } from '../../http/errors.tsx'
import * as parts from '../../parts/parts.ts'
import { showPage } from '../../site/show-page.tsx'
import { historyTitle, labelOf, titleOf } from '../label-words.ts'
import { path, type Request, type Shop } from '../shop.ts'
import { words } from '../words.ts'
import { coursesPage } from './catalogue-pages.tsx'

function tilesPage(c: Request, title: string, lead: string, tiles: readonly parts.TileFacts[]): Response {
  return showPage(
    c,
    { title, width: 'full', scripted: false },
    <>
      <p class="lead">{lead}</p>
      <parts.Tiles tiles={tiles} fours={tiles.length % 4 === 0} />
    </>,
  )
}

/** `/menu`: everything that the storefront has, the programme first. Only where the journey has a menu. */
export function menuPage(c: Request, shop: Shop): Response {
  const language = c.get('language')
  const said = words[language]
  const entrance = stepOf(shop.journey, 'enter_programme')
  if (!entrance?.labels[1]) return errorPage(c, 404)
  return tilesPage(c, labelOf(shop, 'enter_programme', language, 1), said.programmeLead, [
    {
      href: path(shop, '/prakerja'),
      label: labelOf(shop, 'enter_programme', language),
      line: said.bannerText,
    },
    { href: path(shop, '/kursus'), label: said.courses },
    { href: path(shop, '/riwayat'), label: historyTitle(shop, language) },
    { href: path(shop, '/akun'), label: said.account },
    { href: `/cara-beli/${shop.journey.id}`, label: said.howTo },
    { href: path(shop, '/syarat'), label: said.termsTitle },
  ])
}

/** `/prakerja`, and `/kartuprakerja` as tutorials print it: what the programme is at this storefront, as its journey has it. */
export function programmePage(c: Request, shop: Shop): Promise<Response> | Response {
  const language = c.get('language')
  const { journey } = shop
  const features = stepOf(journey, 'see_features')
  if (features) {
    const said = words[language]
    const [register, tutorial, buy] = [0, 1, 2].map((index) => labelOf(shop, 'see_features', language, index))
    return tilesPage(c, titleOf(shop, 'see_features', language) ?? said.courses, said.programmeLead, [
      { href: '/daftar', label: register ?? '', line: said.feature_register },
      { href: `/cara-beli/${journey.id}`, label: tutorial ?? '', line: said.feature_tutorial },
      { href: path(shop, '/kursus'), label: buy ?? '', line: said.feature_buy },
    ])
  }
  if (stepOf(journey, 'choose_category')) return categoryPage(c, shop, language)
  const entrance = stepOf(journey, 'enter_programme')
  // Where all that is sold is paid with the card, the list of courses is the page of the programme.
  if (!entrance) return c.redirect(path(shop, '/kursus'), 302)
  return coursesPage(c, shop, {
    title: labelOf(shop, 'enter_programme', language),
    text: words[language].programmeCourses,
  })
}

/** Choose the category, and with `?kategori=` the institution in it. */
async function categoryPage(c: Request, shop: Shop, language: Language): Promise<Response> {
  const said = words[language]
  const { journey } = shop
  const { ctx } = shop.storefronts
  const categories = await categoriesOfShelf(ctx, journey.id)
  const chosen = categories.find(({ slug }) => slug === c.req.query('kategori'))
  if (!chosen) {
    const title = titleOf(shop, 'choose_category', language) ?? said.categories
    const tiles = categories.map(({ name, slug, count }) => ({
      href: path(shop, `/prakerja?kategori=${slug}`),
      label: name,
      line: said.courseCount(count),
    }))
    return tilesPage(c, title, said.programmeLead, tiles)
  }
  const title = titleOf(shop, 'choose_institution', language) ?? said.by
  const institutions = await institutionsOfShelf(ctx, journey.id, chosen.slug)
  const tiles = institutions.map(({ name, slug, count }) => ({
    href: path(shop, `/kursus?kategori=${chosen.slug}&lembaga=${slug}`),
    label: name,
    line: said.courseCount(count),
  }))
  return tilesPage(c, title, `${said.category}: ${chosen.name}`, tiles)
}

/** `/syarat`: what a buyer agrees to. */
export function termsPage(c: Request): Response {
  const said = words[c.get('language')]
  return showPage(
    c,
    { title: said.termsTitle, scripted: false },
    <ol class="list">
      {said.terms.split('\n').map((term) => (
        <li>{term}</li>
      ))}
    </ol>,
  )
}
