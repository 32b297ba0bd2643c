import type { Journey } from '../../storefronts/journey.ts'
import { stepOf } from '../../storefronts/walk.ts'
import type { AppParts } from '../app-parts.ts'
import type { Site } from '../http/site.ts'
import { themeOf } from '../parts/themes.ts'
import { said } from './label-words.ts'
import { words } from './words.ts'

/** The look and the menu of a storefront; one without a theme of its own wears the programme's. */
export function storefrontSite(parts: Pick<AppParts, 'demo'>, journey: Journey): Site {
  const base = `/${journey.id}`
  const entrance = stepOf(journey, 'enter_programme')?.labels ?? []
  return {
    theme: themeOf(journey.id),
    name: journey.name,
    home: base,
    nav: (language, session, path) => [
      ...entrance
        .slice(0, 1)
        .map((label) => item(said({ journey }, label, language), `${base}/prakerja`, path)),
      item(words[language].courses, `${base}/kursus`, path),
      ...(session?.accountId
        ? [item(words[language].historyNav, `${base}/riwayat`, path)]
        : [item(words[language].logIn, `${base}/masuk`, path)]),
    ],
    account: (language, session) =>
      session?.accountId ? { label: words[language].account, href: `${base}/akun` } : undefined,
    foot: (language) => [
      { label: words[language].foot, href: '/' },
      { label: words[language].termsTitle, href: `${base}/syarat` },
    ],
    ...(parts.demo && { demo: parts.demo.nav }),
  }
}

function item(label: string, href: string, path: string) {
  return { label, href, current: path === href || path.startsWith(`${href}/`) }
}
