import type { IncomingMessage, RequestListener } from 'node:http'
import { answerBare, type BareRefusal } from './bare-answer.ts'

/** Whatever is no mere look may decide something by the clock. */
export const mayDecide = ({ method }: IncomingMessage): boolean =>
  method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS'

const id = {
  title: 'Layanan sedang diperbaiki',
  text: 'Layanan sedang diperbaiki: tidak ada yang diubah. Coba lagi beberapa menit lagi.',
}
const en = {
  title: 'The service is being repaired',
  text: 'The service is being repaired: nothing was changed. Try again in a few minutes.',
}
const wrongClock: BareRefusal = {
  status: 503,
  json: { success: false, status: 'wrong_clock', message: `${id.text} / ${en.text}` },
  words: { id, en },
  retryAfterSeconds: 60,
}

/** Answers whoever asks this process to decide something while its clock is wrong: 503, as a page or as JSON. */
export const answerWrongClock: RequestListener = (incoming, outgoing) =>
  answerBare(incoming, outgoing, wrongClock)
