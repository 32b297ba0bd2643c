import type { IncomingMessage, RequestListener } from 'node:http'

/** Whatever is no mere look may decide something by the clock. */
export const mayDecide = ({ method }: IncomingMessage): boolean =>
  method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS'

const indonesian = 'Layanan sedang diperbaiki: tidak ada yang diubah. Coba lagi beberapa menit lagi.'
const english = 'The service is being repaired: nothing was changed. Try again in a few minutes.'

const json = JSON.stringify({ success: false, status: 'wrong_clock', message: `${indonesian} / ${english}` })
const page = `<!doctype html><html lang="id"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Bekal</title><h1>Layanan sedang diperbaiki</h1><p>${indonesian}</p><p lang="en">${english}</p></html>`

/** Answers whoever asks this process to decide something while its clock is wrong: 503, as a page or as JSON. */
export const answerWrongClock: RequestListener = (incoming, outgoing) => {
  const forPeople = incoming.headers.accept?.includes('text/html') ?? false
  outgoing.writeHead(503, {
    'content-type': forPeople ? 'text/html; charset=utf-8' : 'application/json',
    'cache-control': 'no-store',
    'retry-after': '60',
    connection: 'close',
  })
  outgoing.end(forPeople ? page : json)
}
