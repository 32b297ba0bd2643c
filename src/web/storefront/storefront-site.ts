import type { Journey } from '../../storefronts/journey.ts'
import { stepOf } from '../../storefronts/walk.ts'
import { guideWords } from '../guide/guide-words.ts'
import { themeOf } from '../parts/page/themes.ts'
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
    nav: (language, session, at) => [
      ...entrance
        .slice(0, 1)
        .map((label) => item(inLanguage({ journey }, label, language), path({ journey }, '/prakerja'), at)),
      item(words[language].courses, path({ journey }, '/kursus'), at),
      ...(session?.accountId
        ? [item(words[language].historyNav, path({ journey }, '/riwayat'), at)]
        : [item(words[language].logIn, path({ journey }, '/masuk'), at)]),
    ],
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

function item(label: string, href: Href, at: string) {
  return { label, href, current: at === href || at.startsWith(`${href}/`) }
}
