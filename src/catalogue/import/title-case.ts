// Acronyms that a shouting title is full of and that must stay as they are.
const acronyms = new Set(
  (
    'AI API AR ASN ATS AWS BIM BKN BPJS CAD CCNA CEO CMS CNC CPNS CRM CRUD CSS CV DJ DNS ERP FMCG GIS HACCP HP HR ' +
    'HRD HTML IELTS IOT IP ISO IT JLPT K3 KPI KPR LED LKP LPK MC MS MUA NLP OJK OSIS P3K PC PHP PLC PLTS PNS POS ' +
    'PPH PPN PPT QA QC QRIS RAB SAP SDM SEM SEO SKCK SMK SMM SOP SPA SQL SWOT TI TIK TKI TOEFL TOEIC TOPIK TV UI ' +
    'UKM UMKM USB UX VBA VR WA WFH WIB WO WP XML'
  ).split(' '),
)

// Short words that are no acronyms though they look like some.
const smallWords = new Set(
  (
    'a ala an and at atau bagi by dalam dan dari dengan di for from hingga in ke kepada of on oleh ' +
    'or pada para sampai secara serta tanpa the to untuk with yang'
  ).split(' '),
)

/**
 * Titles that SHOUT are put in title case and titles without any capital get their first one; every other title is
 * left as its institution wrote it. Only the case changes, never a letter. It is done only where it is safe:
 * all letters are A-Z, and the title has at least three words (fewer may be a name or an acronym); acronyms, words
 * with digits, words without vowels and short words in brackets stay as they are.
 */
export function titleCase(title: string): string {
  const letters = title.match(/\p{L}/gu)?.join('') ?? ''
  if (!/^[A-Za-z]+$/.test(letters)) return title
  if (letters === letters.toLowerCase()) return title.replace(/[a-z]/, (first) => first.toUpperCase())
  const words = title.match(/[A-Za-z]{2,}/g) ?? []
  if (letters !== letters.toUpperCase() || words.length < 3) return title
  let sentenceBegins = true
  return title
    .split(' ')
    .map((word) => {
      const cased = caseWord(word, sentenceBegins)
      sentenceBegins = /[:.!?–-]$/.test(word)
      return cased
    })
    .join(' ')
}

function caseWord(word: string, begins: boolean): string {
  const bare = word.replace(/[^A-Za-z0-9]/g, '')
  if (/\d/.test(bare) || (/^\(.*\)\W*$/.test(word) && bare.length <= 5)) return word
  return word.replace(/[A-Za-z]+/g, (part, at: number) => {
    const lower = part.toLowerCase()
    // Jum'at, Qur'an, Via's
    if (word[at - 1] === "'") return lower
    if (acronyms.has(part) || !/[AEIOUY]/.test(part) || part.length === 1) return part
    if (smallWords.has(lower) && !begins) return lower
    return part.charAt(0) + lower.slice(1)
  })
}
