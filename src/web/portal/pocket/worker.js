// Gives the copy of one's own card that lies on this phone where the network gives nothing. It keeps nothing: keep.js does.
// `pocket` stands before this: the name of the cache, the address of the copy, and which addresses it is given for.
const late = 20_000

async function copyKept() {
  const kept = await (await caches.open(pocket.cache)).match(pocket.copy)
  if (!kept) return undefined
  // It ends with the session; a clock that was set back ends it as well.
  const [from, until] = kept.headers.get('kept').split(' ').map(Number)
  const now = Date.now()
  if (now >= from && now < until) return kept
  await caches.delete(pocket.cache)
  return undefined
}

async function answer(event, path) {
  const asked = Promise.resolve(event.preloadResponse).then((found) => found ?? fetch(event.request))
  const tooLate = new Promise((_, fail) => setTimeout(fail, late, new Error('no answer')))
  try {
    const found = await Promise.race([asked, tooLate])
    if (found.headers.has('clear-site-data')) await caches.delete(pocket.cache)
    return found
  } catch {
    const kept = await copyKept()
    if (!kept) return asked
    const [, purchase] = path.match(/(\d+)$/) ?? []
    return purchase ? Response.redirect(`${pocket.copy}#p-${purchase}`) : kept
  }
}

self.addEventListener('install', () => self.skipWaiting())

self.addEventListener('activate', (event) => {
  const begin = async () => {
    const others = (await caches.keys()).filter(
      (name) => name.startsWith(pocket.family) && name !== pocket.cache,
    )
    await Promise.all(others.map((name) => caches.delete(name)))
    // The network is asked at once, not only when this worker has woken up.
    await self.registration.navigationPreload?.enable()
    await self.clients.claim()
  }
  event.waitUntil(begin())
})

self.addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request
  const path = new URL(url).pathname
  if (method === 'GET' && mode === 'navigate' && new RegExp(pocket.pages).test(path))
    event.respondWith(answer(event, path))
})
