import { guideWords } from '../guide/guide-words.ts'
import { themeOf } from '../parts/page/themes.ts'
import type { OfDemo } from '../portal/portal-site.ts'
import type { Site } from '../site/site.ts'
import { words } from './kemnaker-words.ts'

/** The ministry's account site: neither a partner nor a storefront. It has the look of the ministry's storefront. */
export function kemnakerSite({ demo }: OfDemo): Site {
  return {
    theme: themeOf('sisnaker'),
    name: 'Akun Kemnaker',
    home: '/kemnaker',
    nav: (language, session, path) =>
      session?.accountId
        ? []
        : [{ label: words[language].logIn, href: '/kemnaker/masuk', current: path === '/kemnaker/masuk' }],
    account: (language, session) =>
      session?.accountId ? { label: words[language].account, href: '/kemnaker' } : undefined,
    foot: (language) => [{ label: guideWords[language].title, href: '/panduan/peserta' }],
    ...(demo && { demo: demo.nav }),
  }
}
