import type { Language } from '../../kernel/wib.ts'
import type { Journey } from '../../storefronts/journey.ts'
import { compositionOf } from '../../storefronts/journeys.ts'
import { stepOf } from '../../storefronts/walk.ts'
import { guideWords } from '../guide/guide-words.ts'
import type { IconName } from '../parts/icon.tsx'
import { themeOf } from '../parts/page/themes.ts'
import type { SearchBox } from '../parts/view.ts'
import type { OfDemo } from '../portal/portal-site.ts'
import type { Href } from '../site/link.ts'
import type { Site } from '../site/site.ts'
import { inLanguage } from './label-words.ts'
import { path } from './shop.ts'
import { words } from './words.ts'

/** The look and the menu of a storefront; one without a theme of its own wears the programme's. */
export function storefrontSite(parts: OfDemo, journey: Journey): Site {
  const entrance = stepOf(journey, 'enter_programme')?.labels ?? []
  return {
    theme: themeOf(journey.id),
    name: journey.name,
    home: path({ journey }),
    line: (language) => words[language].tagline,
    nav: (language, session, at) => [
      ...entrance
        .slice(0, 1)
        .map((label) =>
          item(inLanguage({ journey }, label, language), path({ journey }, '/prakerja'), 'card', at),
        ),
      item(words[language].courses, path({ journey }, '/kursus'), 'menu', at),
      ...(session?.accountId
        ? [item(words[language].historyNav, path({ journey }, '/riwayat'), 'clock', at)]
        : [item(words[language].logIn, path({ journey }, '/masuk'), 'user', at)]),
    ],
    ...(compositionOf(journey.id).head === 'search-bar' && {
      search: (language, at) => (ownSearch(at) ? undefined : searchBox(journey, language)),
    }),
    account: (language, session) =>
      session?.accountId ? { label: words[language].account, href: path({ journey }, '/akun') } : undefined,
    foot: (language) => [
      { label: words[language].foot, href: '/' },
      { label: guideWords[language].title, href: '/panduan/peserta' },
      { label: words[language].termsTitle, href: path({ journey }, '/syarat') },
    ],
    ...(parts.demo && { demo: parts.demo.nav }),
  }
}

/** The first page and the lists have a field of their own in their middle, and one is enough. */
const ownSearch = (at: string) => /^\/\w+(?:\/(?:kursus|prakerja|kartuprakerja))?$/.test(at)

function searchBox(journey: Journey, language: Language): SearchBox {
  const { search } = words[language]
  return { action: path({ journey }, '/kursus'), label: search, takes: search, open: true }
}

function item(label: string, href: Href, sign: IconName, at: string) {
  return { label, href, sign, current: at === href || at.startsWith(`${href}/`) }
}
