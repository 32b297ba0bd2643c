import { errorWords } from '../errors-words.ts'
import type { BareRefusal } from './bare-answer.ts'

const { id, en } = errorWords

/** The body, or the head, of a request stopped on its way. */
export const tooSlow: BareRefusal = {
  status: 408,
  json: { success: false, code: 'ERRPLT40850', message: 'Permintaan terlalu lama datang. Kirim lagi.' },
  words: { id: id.e408, en: en.e408 },
}

/** What came is no HTTP. */
export const unreadable: BareRefusal = {
  status: 400,
  json: { success: false, code: 'ERRPLT40050', message: 'Permintaan HTTP tidak dapat dibaca.' },
  words: { id: id.e400, en: en.e400 },
}

/** The head of a request, with its cookies, is larger than Node takes. */
export const headTooLarge: BareRefusal = {
  status: 431,
  json: { success: false, code: 'ERRPLT43150', message: 'Kepala permintaan HTTP terlalu besar.' },
  words: { id: id.e431, en: en.e431 },
}

/** The server starts. */
export const notReady: BareRefusal = {
  status: 503,
  json: { success: false, status: 'not_ready', message: 'Sedang mulai, coba lagi.' },
  words: { id: id.starting, en: en.starting },
  retryAfterSeconds: 1,
}
