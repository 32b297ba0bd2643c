import type { WiredDemo } from '../demo/wired-demo.ts'
import { guideWords } from '../guide/guide-words.ts'
import { programmeTheme } from '../parts/page/themes.ts'
import type { Link } from '../site/link.ts'
import type { Site } from '../site/site.ts'
import { verifyWords } from '../verify/verify-words.ts'
import { contactWords } from './answers/contact-words.ts'
import { questionWords } from './answers/question-words.ts'
import { announcementWords } from './front/announcement-words.ts'
import { figuresWords } from './front/figures-words.ts'
import { infoWords } from './front/info-words.ts'
import { words } from './portal-words.ts'
import { reportFraudWords } from './report-fraud-words.ts'

/** What a site shows of the demo; undefined in production. */
export interface OfDemo {
  readonly demo: Pick<WiredDemo, 'nav'> | undefined
}

/** The programme's own site; its foot leads to the guide of those who come. */
export function portalSite({ demo }: OfDemo, guide: Link = '/panduan/peserta'): Site {
  return {
    theme: programmeTheme,
    home: '/',
    worker: true,
    nav: (language, session, path) => {
      const said = words[language]
      const item = (label: string, href: Link) => ({ label, href, current: path === href })
      if (session?.personId ?? session?.accountId) return [item(said.myHome, '/kartu')]
      return [item(said.myCard, '/kartu'), item(said.register, '/daftar'), item(said.logIn, '/masuk')]
    },
    foot: (language) => [
      { label: infoWords[language].about, href: '/program' },
      { label: questionWords[language].title, href: '/tanya-jawab' },
      { label: announcementWords[language].title, href: '/pengumuman' },
      { label: guideWords[language].title, href: guide },
      { label: words[language].journeys, href: '/perjalanan' },
      { label: words[language].institutions, href: '/lembaga' },
      { label: verifyWords[language].title, href: '/verifikasi' },
      { label: figuresWords[language].title, href: '/angka' },
      { label: words[language].draws, href: '/undian' },
      { label: words[language].journal, href: '/jurnal' },
      { label: words[language].reference, href: '/api' },
      { label: reportFraudWords[language].title, href: '/lapor-kecurangan' },
      { label: contactWords[language].title, href: '/hubungi-kami' },
    ],
    ...(demo && { demo: demo.nav }),
  }
}
