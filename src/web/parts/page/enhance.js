// What a browser with JavaScript gets on top. Every page works without it.
;(() => {
  // A form is sent once, however often its button is pressed; coming back by the back button frees it again.
  document.addEventListener('submit', (event) => {
    const form = event.target
    if (!(form instanceof HTMLFormElement) || form.method !== 'post') return
    if (form.dataset.sent) {
      event.preventDefault()
      return
    }
    form.dataset.sent = 'yes'
    for (const button of form.querySelectorAll('button')) button.setAttribute('aria-disabled', 'true')
    // Who is quicker than the browser's work waits for it, a moment.
    const working = form.querySelector('input[data-work]')
    if (!working?.ready || working.value) return
    event.preventDefault()
    const late = new Promise((resolve) => setTimeout(resolve, 5000))
    Promise.race([working.ready, late]).then(() => form.submit())
  })
  window.addEventListener('pageshow', () => {
    for (const form of document.querySelectorAll('form[data-sent]')) {
      delete form.dataset.sent
      for (const button of form.querySelectorAll('button')) button.removeAttribute('aria-disabled')
    }
  })

  for (const button of document.querySelectorAll('button[data-copy]')) {
    if (!navigator.clipboard) continue
    const label = button.querySelector('span')
    const before = label.textContent
    button.hidden = false
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(button.dataset.copy)
      label.textContent = button.dataset.copied
      setTimeout(() => {
        label.textContent = before
      }, 2500)
    })
  }

  for (const button of document.querySelectorAll('button[data-share]')) {
    const { share: title, text, url } = button.dataset
    const shared = { title, ...(text && { text }), ...(url && { url }) }
    if (!navigator.canShare?.(shared)) continue
    button.hidden = false
    // Whoever changes their mind has refused nothing.
    button.addEventListener('click', () => navigator.share(shared).catch(() => {}))
    const box = button.closest('[data-share-box]')
    for (const code of box.querySelectorAll('.code')) code.hidden = true
  }

  for (const button of document.querySelectorAll('button[data-print]')) {
    button.hidden = false
    button.addEventListener('click', () => window.print())
  }

  for (const field of document.querySelectorAll('input[autocomplete="one-time-code"]')) {
    // Somebody who pastes the whole message means the code in it.
    field.addEventListener('paste', (event) => {
      const pasted = event.clipboardData?.getData('text') ?? ''
      const code = pasted.match(/(?<!\d)\d{6}(?!\d)/)?.[0] ?? pasted.replace(/\D/g, '').slice(0, 6)
      if (code.length !== 6) return
      event.preventDefault()
      field.value = code
    })
    if (!('OTPCredential' in window)) continue
    const abort = new AbortController()
    field.form?.addEventListener('submit', () => abort.abort())
    navigator.credentials
      .get({ otp: { transport: ['sms'] }, signal: abort.signal })
      .then((credential) => {
        if (credential?.code) field.value = credential.code
      })
      .catch(() => {})
  }

  for (const field of document.querySelectorAll('input[data-card]')) {
    field.addEventListener('blur', () => {
      const digits = field.value.replace(/\D/g, '')
      if (digits.length === 16) field.value = digits.replace(/(\d{4})(?=\d)/g, '$1 ')
    })
  }

  // Work for the browser instead of a puzzle for the person: it begins with the page and is done before a number is typed.
  for (const field of document.querySelectorAll('input[data-work]')) {
    if (!window.crypto?.subtle) continue
    const token = field.dataset.work
    const bits = Number(field.dataset.bits)
    const bytes = new Uint8Array(65536)
    const head = new TextEncoder()
    const work = async () => {
      for (let nonce = 0; ; nonce++) {
        const { written } = head.encodeInto(`${token}:${nonce}`, bytes)
        bytes.fill(0, written, written + 16)
        const hash = new DataView(await crypto.subtle.digest('SHA-256', bytes))
        if (hash.getUint32(0) >>> (32 - bits) === 0) return `${token}:${nonce}`
      }
    }
    field.ready = work().then((answer) => {
      field.value = answer
    })
  }

  // Counts down to when a new code may be asked for, and only then shows the button as ready.
  for (const waiting of document.querySelectorAll('[data-wait]')) {
    const end = Date.now() + Number(waiting.dataset.wait) * 1000
    const left = waiting.querySelector('[data-left]')
    const button = waiting.querySelector('button')
    const text = waiting.querySelector('[data-waiting]')
    button.hidden = true
    const tick = () => {
      const seconds = Math.ceil((end - Date.now()) / 1000)
      if (seconds > 0) {
        left.textContent = String(seconds)
        setTimeout(tick, 1000)
      } else {
        text.hidden = true
        button.hidden = false
      }
    }
    tick()
  }
})()
