import type { OpenCase } from '../../../cases/queue.ts'
import { caseWords } from '../../../fraud/case-words.ts'
import type { Language } from '../../../kernel/wib.ts'
import { institutionPortalWords } from '../../institution-portal/institution-portal-words.ts'
import { questionWords } from '../../portal/answers/question-words.ts'
import { words as appealWords } from '../../portal/home/appeal-words.ts'
import type { Link } from '../../site/link.ts'

type Placed = Pick<OpenCase, 'kind' | 'subject' | 'detail'>

/** The page on which a case of its kind is decided. */
export function placeOfCase({ kind, subject, detail }: Placed): Link {
  switch (kind) {
    case 'fraud':
      return `/konsol/kecurangan/${subject}`
    case 'completion':
      return `/konsol/penyelesaian/${subject}`
    case 'recovery':
      return `/konsol/meja/dihentikan/${subject}`
    case 'assignment':
      return `/konsol/kasus/tugas/${subject}`
    case 'inquiry':
      return `/konsol/pertanyaan/${subject}`
    case 'incentive':
      return `/konsol/keuangan/pembayaran/${detail ?? '0'}/${subject}`
    default:
      return `/konsol/keberatan/${subject}`
  }
}

/** What a case is about, in words. */
export function aboutCase({ kind, detail = '' }: Placed, language: Language): string {
  const named = (words: Readonly<Record<string, unknown>>) => {
    const found = words[detail]
    return typeof found === 'string' ? found : detail
  }
  switch (kind) {
    case 'fraud':
      return Object.entries(caseWords[language]).find(([signal]) => signal === detail)?.[1].name ?? detail
    case 'completion':
      return named(institutionPortalWords[language].evidenceKinds)
    case 'inquiry':
      return named(questionWords[language].topics)
    case 'assignment':
      return detail.toUpperCase()
    case 'incentive':
    case 'recovery':
      return '-'
    default:
      return named(appealWords[language].kinds)
  }
}
