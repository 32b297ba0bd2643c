import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { newsKinds, occasions } from '../occasions.ts'
import { type Channel, type TemplateName, type TemplateParams, templates } from '../templates.ts'
import { wordingProblem } from './check-wording.ts'
import { compileWording } from './compile-wording.ts'
import { fitsOneSegment, gsmText } from './gsm7.ts'
import { builtInWording, type Renderable, render, wordingKey } from './render.ts'

const otp = {
  amount: 350_000,
  storefront: 'Tokopedia',
  domain: 'tokopedia.example',
  minutes: 5,
  otp: '482913',
}
const payment = (params: object, language = 'id'): Renderable => ({
  template: 'payment-otp',
  channel: 'sms',
  language,
  params: { ...otp, ...params },
})

const samples: { [Name in TemplateName]: TemplateParams<Name> } = {
  'payment-otp': otp,
  'account-phone-otp': otp,
  'portal-sign-up': { confirmLink: 'https://bekal.example/daftar/email/ABC', minutes: 60 },
  registered: { name: 'Siti', link: 'https://bekal.example/beranda' },
  'registration-undone': { name: 'Siti', agency: 'Dinas Contoh', reason: 'daftar yang salah' },
  'application-undone': { name: 'Siti', wave: '7', agency: 'Dinas Contoh', reason: 'daftar yang salah' },
  'wave-cancelled': {
    name: 'Siti',
    wave: '7',
    reason: 'kuota ditarik',
    link: 'https://bekal.example/beranda',
  },
  'person-erased': { erasedAt: new Date('2026-12-21T17:00:00Z'), link: 'https://bekal.example/panduan' },
  'appeal-answered': {
    name: 'Siti',
    reference: 'ABCDEF123456',
    answeredAt: new Date('2026-12-21T17:00:00Z'),
    link: 'https://bekal.example/keberatan',
  },
  'inquiry-answered': {
    reference: 'ABCDEF123456',
    answerLink: 'https://bekal.example/hubungi-kami/ABCDEF123456.abc',
  },
  'card-number': { name: 'Siti', card: '1234567890123452', link: 'https://bekal.example/kartu' },
  'phone-replaced': {
    name: 'Siti',
    phone: '+62 812-****-7890',
    changedAt: new Date('2026-12-21T17:00:00Z'),
    until: new Date('2026-12-24T17:00:00Z'),
    stopLink: 'https://bekal.example/bukan-saya/ABCDEFGHIJKLMNOPQRSTUVWXYZ012345',
  },
  'payout-account-otp': { ...otp, account: 'BCA *4321' },
  'payout-account': {
    name: 'Siti',
    party: 'Kartu Prakerja',
    account: 'BCA *4321',
    askedAt: new Date('2026-12-21T17:00:00Z'),
    usableFrom: new Date('2026-12-24T17:00:00Z'),
    because: 'Bank tidak mengenal nomor itu.',
    link: 'https://bekal.example/rekening',
  },
  'login-otp': { ...otp, site: 'Kartu Prakerja' },
  'attendance-otp': { ...otp, institution: 'Lembaga Uji 01' },
  'training-finished': {
    name: 'Siti',
    course: 'Barista Pemula',
    institution: 'LKP Contoh',
    certificateLink: 'https://bekal.example/verifikasi/AB12CD34EF56',
    link: 'https://bekal.example/kartu',
  },
  'certificate-issued': {
    name: 'Siti',
    course: 'Barista Pemula',
    institution: 'LKP Contoh',
    grade: 'A',
    certificateLink: 'https://bekal.example/verifikasi/AB12CD34EF56',
    link: 'https://bekal.example/kartu',
  },
  'review-due': {
    name: 'Siti',
    course: 'Barista Pemula dan Dasar-Dasar Menyeduh Kopi Susu untuk Usaha Rumahan di Kota dan di Desa',
    storefront: 'MauBelajarApa',
    link: 'https://bekal.example/kartu',
  },
  'incentive-due': { name: 'Siti', amount: 600_000, link: 'https://bekal.example/kartu' },
  'incentive-paid': {
    name: 'Siti',
    amount: 600_000,
    account: 'BCA *4321',
    link: 'https://bekal.example/kartu',
  },
  'incentive-failed': {
    name: 'Siti',
    amount: 600_000,
    account: 'Maybank Indonesia *4321',
    reason: 'AC04 Rekening ditutup oleh pemegangnya dan tidak bisa menerima kiriman lagi',
    link: 'https://bekal.example/rekening',
  },
  'incentive-withdrawn': {
    name: 'Siti',
    amount: 600_000,
    owed: 600_000,
    link: 'https://bekal.example/kartu',
  },
  'payout-paid': {
    name: 'Wira',
    party: 'LKP Contoh',
    amount: 70_000_000,
    account: 'BCA *4321',
    reference: 'BKL0000000123',
    link: 'https://bekal.example/mitra/pembayaran',
  },
  'payout-failed': {
    name: 'Wira',
    party: 'LKP Contoh',
    amount: 70_000_000,
    account: 'BCA *4321',
    reference: 'BKL0000000123',
    reason: 'AC04',
    link: 'https://bekal.example/mitra/rekening',
  },
  campaign: {
    name: 'Siti',
    headline: 'Pelatihan menunggu Anda',
    text: 'Saldo Anda belum dipakai. Pilih pelatihan sebelum batas waktu.',
    link: 'https://bekal.example/kartu',
  },
  'message-test': { name: 'Ani', what: 'SMS', headline: 'Bukti', text: 'Satu baris' },
  designation: {
    name: 'Siti <Aminah>',
    card: '4812000011112222',
    balance: 1_000_000,
    deadline: new Date('2026-12-21T17:00:00Z'),
    link: 'https://bekal.example/masuk',
  },
  'deadline-reminder': {
    daysLeft: 7,
    deadline: new Date('2026-12-21T17:00:00Z'),
    balance: 1_000_000,
    link: 'https://bekal.example',
  },
  'card-refused': {
    storefront: 'MauBelajarApa',
    reason: 'kartu dipakai akun lain di toko itu',
    link: 'https://bekal.example/kartu',
  },
  revoked: {
    name: 'Siti',
    reason: 'tidak membeli sampai batas waktu',
    at: new Date('2026-12-21T17:00:00Z'),
    balance: 1_000_000,
    link: 'https://bekal.example/keberatan',
  },
  'cut-off': {
    name: 'Siti',
    before: new Date('2026-12-15T17:00:00Z'),
    balance: 350_000,
    link: 'https://bekal.example/kartu',
  },
  'moved-up': {
    name: 'Siti',
    card: '1234567812345670',
    balance: 1_000_000,
    deadline: new Date('2026-12-21T17:00:00Z'),
    link: 'https://bekal.example/kartu',
  },
  'seat-free': {
    name: 'Siti',
    course: 'Kue & Roti',
    until: new Date('2026-12-02T17:00:00Z'),
    link: 'https://bekal.example/kartu/tunggu/JDW-1',
  },
  restored: {
    name: 'Siti',
    deadline: new Date('2026-12-21T17:00:00Z'),
    balance: 1_000_000,
    link: 'https://bekal.example/kartu',
  },
  'term-extended': {
    name: 'Siti',
    deadline: new Date('2026-12-21T17:00:00Z'),
    balance: 1_000_000,
    link: 'https://bekal.example/kartu',
  },
  'sweep-stopped': {
    name: 'Ani',
    wave: '3/2026',
    due: 100_343,
    recipients: 100_379,
    stoppedAt: new Date('2026-12-21T17:00:00Z'),
    link: 'https://bekal.example/konsol/tenggat',
  },
  'cases-late': { name: 'Ani', cases: 3, link: 'https://bekal.example/konsol/kasus?keadaan=overdue' },
  'order-placed': {
    name: 'Siti',
    storefront: 'Tokopedia',
    course: 'Kue & Roti',
    order: 'TKP-1',
    amount: 350_000,
    payBefore: new Date('2026-12-01T05:00:00Z'),
    link: 'https://tokopedia.example/pesanan/TKP-1',
  },
  'order-lapsed': {
    name: 'Siti',
    storefront: 'Tokopedia',
    course: 'Kue & Roti',
    order: 'TKP-1',
    lapsedAt: new Date('2026-12-01T05:00:00Z'),
    link: 'https://tokopedia.example/kue',
  },
  receipt: {
    name: 'Siti',
    course: 'Kue & Roti',
    institution: 'Dapur Ibu',
    storefront: 'Tokopedia',
    price: 400_000,
    discount: 50_000,
    amount: 350_000,
    balance: 650_000,
    invoice: 'INV-1',
    transactionCode: 'TRX-1',
    redeemCode: 'RDM1',
    voucherCode: 'VCR1',
    redeemLink: 'https://dapur.example/redeem?a=1&b=2',
    paidAt: new Date('2026-12-01T05:00:00Z'),
    receiptLink: 'https://tokopedia.example/bukti/1',
    learnLink: 'https://tokopedia.example/belajar/1',
  },
  'purchase-cancelled': {
    name: 'Siti',
    course: 'Kue & Roti',
    storefront: 'Tokopedia',
    amount: 350_000,
    balance: 1_000_000,
    invoice: 'INV-1',
    cancelledAt: new Date('2026-12-01T05:00:00Z'),
    link: 'https://bekal.example/riwayat',
  },
  'training-goes-on': {
    name: 'Siti',
    course: 'Kue & Roti',
    party: 'Dapur Ibu',
    reason: 'izinnya dicabut',
    link: 'https://bekal.example/kartu',
  },
  'order-ended': {
    name: 'Siti',
    storefront: 'Tokopedia',
    course: 'Kue & Roti',
    order: 'TKP-1',
    party: 'Dapur Ibu',
    reason: 'izinnya dicabut',
    link: 'https://bekal.example/kartu',
  },
  'storefront-suspended': {
    name: 'Siti',
    storefront: 'Tokopedia',
    reason: 'izinnya dicabut',
    link: 'https://bekal.example/kartu',
  },
  'voucher-replaced': {
    name: 'Siti',
    course: 'Kue & Roti',
    institution: 'LKP Contoh',
    storefront: 'Tokopedia',
    voucherCode: 'VCR2',
    redeemLink: 'https://bekal.example/lembaga/lkp-contoh/tukar',
  },
  'review-written': {
    institution: 'Dapur Ibu',
    course: 'Kue & Roti',
    name: 'Siti A.',
    stars: 4,
    replyBefore: new Date('2027-01-20T05:00:00Z'),
    replyLink: 'https://bekal.example/lembaga/balas/abc',
  },
  'picture-taken-down': {
    institution: 'Dapur Ibu',
    course: 'Kue & Roti',
    reason: 'memuat nomor HP',
    link: 'https://bekal.example/mitra/pelatihan/ubah/MI-1/gambar',
  },
  'review-hidden': {
    name: 'Siti',
    course: 'Kue & Roti',
    reason: 'berisi iklan',
    hiddenAt: new Date('2026-12-01T05:00:00Z'),
    link: 'https://tokopedia.example/pesanan/TKP-1',
  },
  'password-reset': {
    name: 'Siti',
    site: 'Tokopedia',
    resetLink: 'https://tokopedia.example/sandi/abc',
    minutes: 30,
  },
  'email-confirm': {
    name: 'Siti',
    site: 'Tokopedia',
    confirmLink: 'https://tokopedia.example/email/abc',
    minutes: 30,
  },
  'institution-invitation': {
    name: 'Siti',
    institution: 'LKP Contoh',
    inviteLink: 'https://bekal.example/mitra/undangan/abc',
    until: new Date('2026-11-26T03:00:00Z'),
  },
  'staff-invitation': {
    name: 'Siti',
    inviteLink: 'https://bekal.example/konsol/undangan/abc',
    until: new Date('2026-12-01T05:00:00Z'),
  },
  'staff-news': {
    name: 'Siti',
    email: 'siti@contoh.id',
    roles: 'operator, supervisor',
    by: 'Budi',
    invitedAt: new Date('2026-12-01T05:00:00Z'),
    resetAt: new Date('2026-12-01T05:00:00Z'),
    emailChangedAt: new Date('2026-12-01T05:00:00Z'),
    enrolledAt: new Date('2026-12-01T05:00:00Z'),
    decidesFrom: new Date('2026-12-02T05:00:00Z'),
  },
  'account-changed': {
    name: 'Siti',
    site: 'Tokopedia',
    passwordChangedAt: new Date('2026-12-01T05:00:00Z'),
    emailChangedAt: new Date('2026-12-01T05:00:00Z'),
    phoneChangedAt: new Date('2026-12-01T05:00:00Z'),
    link: 'https://tokopedia.example/lupa-sandi',
  },
}

const everyWay = Object.entries(templates).flatMap(([template, { channels }]) =>
  channels.flatMap((channel: Channel) =>
    (['id', 'en'] as const).map((language) => ({ template, channel, language })),
  ),
)

test('the payment OTP is said in the words of the programme', () => {
  assert.equal(
    render(payment({})).text,
    'BEKAL: kode OTP 482913 utk bayar Rp350.000 di Tokopedia. Berlaku 5 mnt. JANGAN beri ke siapa pun.\n@tokopedia.example #482913',
  )
})

test('the payment OTP is one segment for any storefront and domain, with its code, amount and no cut domain', () => {
  const host = fc
    .array(fc.stringMatching(/^[a-z0-9]{1,20}$/), { minLength: 1, maxLength: 8 })
    .map((a) => a.join('.'))
  const name = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.stringMatching(/^[{}[\]~€ ]{1,200}$/),
  )
  fc.assert(
    fc.property(
      name,
      host,
      fc.integer({ min: 1, max: 99_999_999 }),
      fc.constantFrom('id', 'en'),
      (shop, domain, amount, language) => {
        fc.pre(shop !== '')
        const { text } = render(payment({ storefront: shop, domain, amount }, language))
        assert.ok(fitsOneSegment(text), text)
        assert.equal(gsmText(text), text)
        const [first, second, ...more] = text.split('\n')
        assert.match(first!, /482913/)
        assert.deepEqual(more, [])
        if (second !== undefined) assert.equal(second, `@${domain} #482913`)
      },
    ),
  )
})

test('the code of the login is one segment that ends in the line for its host', () => {
  for (const language of ['id', 'en']) {
    const params = { otp: '482913', site: 'Kartu Prakerja', domain: 'bekal.example', minutes: 5 }
    const { text } = render({ template: 'login-otp', channel: 'sms', language, params })
    assert.ok(fitsOneSegment(text), text)
    assert.match(text, /482913.*Kartu Prakerja.*\n@bekal\.example #482913$/)
  }
})

test('the code that confirms attendance names the institution, in one segment however long its name is', () => {
  for (const language of ['id', 'en'] as const) {
    const institution = 'Lembaga Kursus dan Pelatihan Nusantara Jaya Abadi Sejahtera Bersama'
    const params = { otp: '482913', institution, domain: 'bekal.example', minutes: 5 }
    const { text } = render({ template: 'attendance-otp', channel: 'sms', language, params })
    assert.ok(fitsOneSegment(text), text)
    assert.match(text, /482913.*Lembaga Kursus.*\n@bekal\.example #482913$/)
  }
})

test('a storefront or a domain cannot bring in a line of its own', () => {
  const { text } = render(
    payment({ storefront: 'Toko\n@jahat.example #1', domain: 'a.example #1\n@b.example' }),
  )
  assert.equal(text.split('\n').length, 1)
})

test('an ordinary long storefront is shortened, and the domain line stays', () => {
  const { text } = render(
    payment({ storefront: 'Toko Pelatihan Nusantara Jaya Abadi Sentosa Makmur Sekali' }),
  )
  assert.match(text, /di Toko Pelatihan Nusantara .*\.\.\.\. Berlaku/)
  assert.match(text, /\n@tokopedia\.example #482913$/)
})

test('every template renders in every channel and language, and built-in words obey the rules for own ones', () => {
  for (const { template, channel, language } of everyWay) {
    const wording = builtInWording(template, channel, language)!
    assert.equal(wordingProblem(template, channel, wording), undefined, `${template} ${channel} ${language}`)
    const params = JSON.parse(JSON.stringify(samples[template as TemplateName])) as Record<string, unknown>
    const { subject, text, html } = render({ template, channel, language, params })
    assert.doesNotMatch([subject, text, html].join(), /undefined|NaN|[{}]|<Aminah>(?=.*<\/h1>)/)
    assert.equal(html !== undefined && subject !== undefined, channel === 'email')
    if (html) assert.match(html, new RegExp(`^<!doctype html><html lang="${language}">.*<h1 .*</h1>`))
  }
})

test('an email shows dates by WIB, escapes what people wrote, and has row heads', () => {
  const row = (template: TemplateName): Renderable => ({
    template,
    channel: 'email',
    language: 'id',
    params: { ...samples[template] },
  })
  const designation = render(row('designation'))
  assert.equal(
    designation.subject,
    'Anda terpilih: beli pelatihan pertama sebelum 21 Desember 2026, 23.59 WIB',
  )
  assert.match(designation.text, /Saldo pelatihan: Rp1\.000\.000/)
  assert.match(designation.html!, /Siti &lt;Aminah&gt;/)
  const receipt = render(row('receipt'))
  assert.match(receipt.html!, /<th scope="row"[^>]*>Pelatihan<\/th><td[^>]*>Kue &amp; Roti<\/td>/)
  assert.match(receipt.html!, /href="https:\/\/dapur\.example\/redeem\?a=1&amp;b=2"/)
  assert.match(receipt.text, /Mulai Belajar: https:\/\/tokopedia\.example\/belajar\/1/)
})

test('a line without its value is left out, a promo of nothing too', () => {
  const { text } = render({
    template: 'receipt',
    channel: 'email',
    language: 'id',
    params: { ...samples.receipt, discount: 0, voucherCode: undefined, redeemLink: null },
  })
  assert.doesNotMatch(text, /Potongan|voucher:|Tukarkan/)
  assert.match(text, /Kode redeem \(untuk lembaga, bila diminta\): RDM1/)
})

test('values never become markup, links are http only, and errors name no value', () => {
  const params = { ...samples.designation, name: '- a: b\n# besar {card}' }
  assert.match(
    render({ template: 'designation', channel: 'email', language: 'id', params }).text,
    /- a: b # besar \{card\}/,
  )
  assert.throws(
    () =>
      render({
        template: 'designation',
        channel: 'email',
        language: 'id',
        params: { ...params, link: 'javascript:1' },
      }),
    /^Error: the param link is no link$/,
  )
  assert.throws(() => render(payment({ amount: 1.5 })), /^Error: the param amount is no whole number$/)
  assert.throws(() => render(payment({ otp: undefined })), /^Error: the param otp is missing$/)
})

test("an operator's wording is used in place of the built-in one", () => {
  const wording = { body: 'Kode {otp} untuk {amount} di {storefront}' }
  const own = new Map([[wordingKey('payment-otp', 'sms', 'id'), compileWording('sms', wording)]])
  assert.equal(render(payment({}), own).text, 'Kode 482913 untuk Rp350.000 di Tokopedia')
  assert.match(render(payment({}, 'en'), own).text, /to pay Rp350\.000 at Tokopedia/)
})

test('a wording with a fault is refused, and says which placeholders are meant', () => {
  const problem = (body: string) => wordingProblem('payment-otp', 'sms', { body })
  assert.deepEqual(problem('{otp} {amount} {storefront} {nik} {__proto__}'), {
    refusal: 'unknown_placeholder',
    placeholders: ['nik', '__proto__'],
  })
  assert.deepEqual(problem('{amount} {storefront}\n@{domain} #{otp}'), {
    refusal: 'missing_placeholder',
    placeholders: ['otp'],
  })
  assert.equal(problem(`{otp} {amount} {storefront} ${'x'.repeat(140)}`)?.refusal, 'wording_too_long')
  assert.equal(wordingProblem('payment-otp', 'email', { body: '' })?.refusal, 'unknown_template')
  assert.equal(wordingProblem('toString', 'sms', { body: '' })?.refusal, 'unknown_template')
  assert.equal(wordingProblem('receipt', 'email', { body: 'x' })?.refusal, 'subject_missing')
  assert.deepEqual(wordingProblem('password-reset', 'email', { subject: '{resetLink}', body: 'x' }), {
    refusal: 'missing_placeholder',
    placeholders: ['resetLink'],
  })
})

test('every SMS begins with the one sender word, in both languages', () => {
  for (const [name, template] of Object.entries(templates)) {
    if (!(template.channels as readonly Channel[]).includes('sms')) continue
    for (const language of ['id', 'en']) {
      const params = samples[name as TemplateName]
      const { text } = render({ template: name, channel: 'sms', language, params: { ...params } })
      assert.match(text, /^BEKAL: /, `${name} in ${language}`)
    }
  }
})

test('an SMS keeps the letters of a name; an OTP falls back to the nearest ones to stay one segment', () => {
  const course = 'Kelas Łódź'
  const params = { ...samples['training-finished'], course }
  assert.match(
    render({ template: 'training-finished', channel: 'sms', language: 'id', params }).text,
    /Kelas Łódź/,
  )
  assert.match(render(payment({ storefront: 'Łódź' })).text, /di Lodz\. /)
})

test('what is told of reviews and incentives is one SMS each, in both languages, however long course or reason are', () => {
  for (const template of [
    'review-due',
    'incentive-due',
    'incentive-paid',
    'incentive-failed',
    'incentive-withdrawn',
  ])
    for (const language of ['id', 'en']) {
      const params = { ...samples[template as TemplateName] }
      const { text } = render({ template, channel: 'sms', language, params })
      assert.ok(fitsOneSegment(text), `${template} in ${language}: ${text.length} ${text}`)
    }
})

test('an email to a participant ends with the way to choose messages, one to staff or an institution does not', () => {
  const at = 'https://bekal.example/pesan-saya'
  const foot = (template: TemplateName, language: string) =>
    render({ template, channel: 'email', language, params: { ...samples[template] } }, undefined, at)
  assert.match(
    foot('receipt', 'id').text,
    /\nPilih pesan yang Anda terima: https:\/\/bekal\.example\/pesan-saya$/,
  )
  assert.match(
    foot('training-finished', 'en').html!,
    /<a href="https:\/\/bekal\.example\/pesan-saya"[^>]*>Choose the mess/,
  )
  for (const template of ['payout-paid', 'staff-news', 'review-written', 'picture-taken-down'] as const)
    assert.doesNotMatch(foot(template, 'id').text, /pesan-saya/, template)
})

test('what may be declined is sent by the one way that asks whether it was, and nothing else is', () => {
  const news = Object.keys(templates).filter((name) =>
    (newsKinds as readonly string[]).includes(occasions[name as TemplateName].kind),
  )
  assert.deepEqual(news, [
    'training-finished',
    'certificate-issued',
    'review-due',
    'incentive-due',
    'incentive-paid',
    'campaign',
  ])
})
