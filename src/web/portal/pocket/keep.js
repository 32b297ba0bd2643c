// Keeps one copy of one's own card on this phone, to be read where there is no network. Without it every page works.
;(async () => {
  const place = document.querySelector('[data-keep]')
  if (!place || !navigator.serviceWorker || !window.caches) return
  const { keep: copy, keptAs, cache: name, worker, scope } = place.dataset
  // The server says the same when it answers; a phone whose browser does not know how, forgets all the same.
  for (const form of document.querySelectorAll('form[action="/keluar"]'))
    form.addEventListener('submit', () => caches.delete(name))

  // The page itself comes first.
  if (document.readyState !== 'complete')
    await new Promise((done) => addEventListener('load', done, { once: true }))

  try {
    await navigator.serviceWorker.register(worker, { scope })
    const kept = await (await caches.open(name)).match(copy)
    if (kept?.headers.get('kept-as') !== keptAs) {
      // What is not of now goes first: it may be somebody else's.
      await caches.delete(name)
      const answer = await fetch(copy, { cache: 'no-store', redirect: 'error' })
      const keptFor = Number(answer.headers.get('kept-for'))
      if (!answer.ok || !keptFor) return
      const headers = new Headers(answer.headers)
      for (const packed of ['content-encoding', 'content-length']) headers.delete(packed)
      const now = Date.now()
      headers.set('kept', `${now - 60_000} ${now + keptFor * 1000}`)
      const body = await answer.text()
      await (await caches.open(name)).put(copy, new Response(body, { headers }))
    }
    place.hidden = false
  } catch {
    // No network by now, or no place: nothing is kept, and nothing is said to be.
  }
})()
