import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import { verifyCredential as verifyPlainly } from '@digitalbazaar/vc'
import { checkStatus } from '@digitalbazaar/vc-bitstring-status-list'
import { verifyCredential } from '@digitalcredentials/verifier-core'
import { Hono } from 'hono'
import * as mupdf from 'mupdf'
import { aBoughtTraining, learn } from '../../../test/a-finished-training.ts'
import { aProgramme } from '../../../test/a-programme.ts'
import { oneHostOnly } from '../../../test/one-host.ts'
import { minute } from '../../kernel/clock.ts'
import { type Certificate, certificatesOfPurchase } from '../../learning/certificates/certificates.ts'
import { credentialsV2, openBadgesV3, packagedContexts } from '../../learning/certificates/contexts.ts'
import { issueCertificate } from '../../learning/certificates/issue-certificate.ts'
import { ensureIssuerKey, rotateIssuerKey } from '../../learning/certificates/issuer-keys.ts'
import { revokeCertificate } from '../../learning/certificates/revoke-certificate.ts'
import type { Web } from '../http/web.ts'
import { programmeTheme } from '../parts/page/themes.ts'
import { mountSite } from '../site/mount-site.ts'
import { language } from '../words/language.ts'
import { verifyTable } from './verify-routes.ts'

const programme = await aProgramme()
const { ctx, clock } = programme
after(() => programme.close())
// Foreign verifiers go by the machine's clock, to which this is surely past.
clock.set('2026-03-02T10:00:00+07:00')
await ensureIssuerKey(ctx)

const url = 'https://prakerja.example:8443'
const app = new Hono<Web>()
app.use(language({ secure: true }))
mountSite(
  app,
  { ctx, behindProxy: true },
  {
    table: verifyTable,
    deps: { issuer: { ...ctx, url }, demo: false },
    look: { theme: programmeTheme, home: '/', nav: () => [] },
    door: [],
  },
)
const elsewhere = oneHostOnly(url, (request) => app.fetch(request))
const actor = { actor: 'operator:ani', requestId: 'r' }

let callers = 0
/** Each from an address of its own, so that the limit of one says nothing about another. */
function get(path: string): Promise<Response> {
  const from = { 'x-forwarded-for': `10.${callers >> 16}.${(callers >> 8) & 255}.${callers++ & 255}` }
  return Promise.resolve(app.request(url + path, { headers: from }))
}

async function aCertificate(kind: 'institution' | 'ministry' = 'institution'): Promise<Certificate> {
  const training = await aBoughtTraining(programme)
  await learn(programme, training)
  if (kind === 'ministry') await issueCertificate(ctx, { ...training, kind, grade: '92' }, actor)
  return (await certificatesOfPurchase(ctx.db, training)).find((found) => found.kind === kind)!
}

interface Credential {
  id: string
  issuer: { id: string }
  credentialSubject: { achievement: { name: string }; identifier: { identityHash: string }[] }
  credentialStatus: { id: string; statusListIndex: string; statusListCredential: string }
  proof: [{ verificationMethod: string; proofValue: string; created: string }]
}

async function credentialOf({ certificateId }: Certificate): Promise<Credential> {
  const answer = await get(`/verifikasi/${certificateId}/kredensial.json`)
  assert.equal(answer.status, 200)
  return (await answer.json()) as Credential
}

/** What the independent verifier finds, step by step. */
async function foreignVerdict(credential: object): Promise<Record<string, boolean | undefined> | string> {
  const given = { credential, knownDIDRegistries: [] } as unknown as Parameters<typeof verifyCredential>[0]
  const { log, errors } = await verifyCredential(given)
  if (errors) return String(errors[0]?.name)
  return Object.fromEntries((log ?? []).map(({ id, valid }) => [id, valid]))
}

/** What somebody without any network knows: three documents, kept earlier. */
async function kept() {
  const did = (await (await get('/.well-known/did.json')).json()) as {
    id: string
    verificationMethod: object[]
  }
  const list = (await (await get('/status/1')).json()) as { id: string }
  return { did, list }
}

/** Verifies with these documents and the well-known contexts alone. */
async function offline(credential: object, { did, list }: Awaited<ReturnType<typeof kept>>) {
  const { statusResult, ...verdict } = await verifyPlainly({
    credential,
    suite: new DataIntegrityProof({ cryptosuite }),
    checkStatus,
    now: clock.now(),
    documentLoader: async (asked) => {
      const key = did.verificationMethod.find((method) => 'id' in method && method.id === asked)
      const document = asked === did.id ? did : asked === list.id ? list : key
      if (!document) return packagedContexts(asked)
      const context = { '@context': 'https://w3id.org/security/multikey/v1' }
      return { contextUrl: null, documentUrl: asked, document: key ? { ...context, ...document } : document }
    },
  })
  const revoked = statusResult?.results?.some(({ status }) => status)
  return { verified: verdict.verified, revoked }
}

test('an independent verifier says yes, and after the revocation that it is revoked', async () => {
  const certificate = await aCertificate()
  const credential = await credentialOf(certificate)
  const yes = {
    valid_signature: true,
    revocation_status: true,
    expiration: true,
    // in none of the registries of issuers, of which it was given none
    registered_issuer: false,
  }
  assert.deepEqual(await foreignVerdict(credential), yes)
  await revokeCertificate(ctx, certificate.certificateId, { because: 'misuse' }, actor)
  assert.deepEqual(await foreignVerdict(credential), { ...yes, revocation_status: false })
  // It looks for the schema of Open Badges at its makers'; all else it had from us.
  for (const address of elsewhere) assert.match(address, /^https:\/\/purl\.imsglobal\.org\/.*_schema\.json$/)
})

test('an independent verifier says no to a credential with another name, course, number or place in the list', async () => {
  const credential = await credentialOf(await aCertificate())
  const { credentialSubject, credentialStatus, proof } = credential
  const {
    achievement,
    identifier: [identifier],
  } = credentialSubject
  const forgeries: Credential[] = [
    {
      ...credential,
      credentialSubject: {
        ...credentialSubject,
        identifier: [{ ...identifier, identityHash: 'Orang Lain' }],
      },
    },
    {
      ...credential,
      credentialSubject: { ...credentialSubject, achievement: { ...achievement, name: 'Pelatihan Lain' } },
    },
    { ...credential, id: `${url}/verifikasi/AAAAAAAAAAAA` },
    { ...credential, credentialStatus: { ...credentialStatus, statusListIndex: '99999' } },
    { ...credential, proof: [{ ...proof[0], created: '2026-03-01T00:00:00Z' }] },
  ]
  for (const forged of forgeries) {
    assert.equal(await foreignVerdict(forged), 'invalid_signature')
    assert.equal((await offline(forged, await kept())).verified, false)
  }
  assert.equal((await offline(credential, await kept())).verified, true)
})

test('it is verified offline, with did.json and the status list as they were kept', async () => {
  const certificate = await aCertificate('ministry')
  const credential = await credentialOf(certificate)
  const before = await kept()
  assert.deepEqual(await offline(credential, before), { verified: true, revoked: false })
  await revokeCertificate(ctx, certificate.certificateId, { because: 'not_finished' }, actor)
  assert.deepEqual(await offline(credential, before), { verified: true, revoked: false })
  assert.deepEqual(await offline(credential, await kept()), { verified: true, revoked: true })
  const bystander = await credentialOf(await aCertificate())
  assert.deepEqual(await offline(bystander, await kept()), { verified: true, revoked: false })
})

test('the PDF carries the credential, which proves it without the page', async () => {
  const certificate = await aCertificate()
  const answer = await get(`/verifikasi/${certificate.certificateId}/sertifikat.pdf`)
  const pdf = new mupdf.PDFDocument(new Uint8Array(await answer.arrayBuffer()))
  const [[name, file] = assert.fail('nothing is attached'), ...more] = Object.entries(pdf.getEmbeddedFiles())
  assert.deepEqual([name, more], [`kredensial-${certificate.certificateId}.json`, []])
  const credential = JSON.parse(pdf.getEmbeddedFileContents(file)!.asString()) as Credential
  assert.equal(credential.credentialSubject.identifier[0]!.identityHash, 'Siti Aminah')
  assert.equal(credential.credentialSubject.achievement.name, certificate.courseTitle)
  assert.deepEqual(await offline(credential, await kept()), { verified: true, revoked: false })
  const forged = { ...credential, id: `${url}/verifikasi/AAAAAAAAAAAA` }
  assert.equal((await offline(forged, await kept())).verified, false)
})

test('a credential has the form that the schemas of Open Badges and of the VC data model ask for', async () => {
  for (const kind of ['institution', 'ministry'] as const) {
    const credential = await credentialOf(await aCertificate(kind))
    // Both schemas: the contexts in this order, lists where there may be several, and instants with Z.
    const { proof, credentialSubject: subject, ...rest } = credential as unknown as Record<string, unknown>
    assert.deepEqual(rest['@context'], [credentialsV2, openBadgesV3])
    assert.equal(openBadgesV3, 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json')
    assert.deepEqual(rest.type, ['VerifiableCredential', 'OpenBadgeCredential'])
    assert.match(String(rest.validFrom), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
    assert.ok(Array.isArray(proof) && proof.length === 1, 'the proofs of Open Badges are a list')
    const signed = proof[0] as Record<string, string>
    assert.deepEqual(
      [signed.type, signed.cryptosuite, signed.proofPurpose],
      ['DataIntegrityProof', 'eddsa-rdfc-2022', 'assertionMethod'],
    )
    assert.match(signed.created ?? '', /Z$/)
    assert.match(signed.proofValue ?? '', /^z[1-9A-HJ-NP-Za-km-z]+$/)
    assert.match(signed.verificationMethod ?? '', /^did:web:/)
    // Open Badges: every type is a list but that of an IdentityObject, and these have to be there.
    const lists = new Set(['type', 'identifier', 'result', 'resultDescription', '@context', 'proof'])
    const walk = (at: string, value: unknown): void => {
      if (Array.isArray(value)) for (const one of value) walk(at, one)
      else if (typeof value === 'object' && value !== null)
        for (const [key, inner] of Object.entries(value)) {
          const single = ['IdentityObject', 'BitstringStatusListEntry', 'DataIntegrityProof']
          const isList = Array.isArray(inner)
          const linked = at === 'result' && key === 'resultDescription'
          if (lists.has(key) && !linked && !(key === 'type' && single.includes(String(inner))))
            assert.ok(isList, `${at}.${key} is no list`)
          else assert.ok(!isList, `${at}.${key} is a list`)
          walk(key, inner)
        }
    }
    walk('', credential)
    const { achievement, identifier } = subject as Record<string, unknown>
    const wanted = ['id', 'type', 'name', 'description', 'criteria'].filter(
      (key) => !(key in (achievement as object)),
    )
    assert.deepEqual(wanted, [])
    for (const one of identifier as object[])
      assert.deepEqual(Object.keys(one).sort(), ['hashed', 'identityHash', 'identityType', 'type'])
  }
})

test('what an earlier key signed goes on to verify, what a compromised one signed does not', async () => {
  const certificate = await aCertificate()
  const old = await credentialOf(certificate)
  await rotateIssuerKey(ctx, {}, actor)
  const newer = await credentialOf(certificate)
  assert.notEqual(newer.proof[0].verificationMethod, old.proof[0].verificationMethod)
  for (const credential of [old, newer])
    assert.deepEqual(await offline(credential, await kept()), { verified: true, revoked: false })
  await rotateIssuerKey(ctx, { compromised: true }, actor)
  assert.equal((await offline(newer, await kept())).verified, false)
  for (const credential of [old, await credentialOf(certificate)])
    assert.deepEqual(await offline(credential, await kept()), { verified: true, revoked: false })
})

test('the page says whether it holds, and shows what stands on it and nothing else', async () => {
  const certificate = await aCertificate('ministry')
  const path = `/verifikasi/${certificate.certificateId}`
  const valid = await get(path)
  assert.equal(valid.status, 200)
  const page = await valid.text()
  for (const said of [
    'Sertifikat berlaku',
    'Siti Aminah',
    certificate.courseTitle,
    'LKP Contoh',
    '92',
    `${url}${path}`,
  ])
    assert.ok(page.includes(said), said)
  assert.match(await (await get(`${path}?lang=en`)).text(), /The certificate is valid/)
  await revokeCertificate(ctx, certificate.certificateId, { because: 'misuse', note: 'joki, Budi' }, actor)
  const revoked = await (await get(path)).text()
  assert.match(revoked, /Sertifikat dicabut/)
  assert.match(revoked, /Dicabut pada 2 Maret 2026, 10\.00 WIB/)
  assert.match(revoked, /Alasan: Penyalahgunaan/)
  assert.doesNotMatch(revoked, /joki|Sertifikat berlaku/)
  const { rows } = await ctx.db.query('select * from card where card_id = $1', [certificate.cardId])
  const { number, holder_phone, holder_email } = rows[0]
  for (const text of [page, revoked])
    for (const secret of [number, holder_phone, holder_email, certificate.purchaseId, '1995'])
      assert.ok(!text.includes(secret), secret)
})

test('a revoked certificate is not handed out any more', async () => {
  const { certificateId } = await aCertificate()
  await revokeCertificate(ctx, certificateId, { because: 'withdrawn' }, actor)
  const pdf = await get(`/verifikasi/${certificateId}/sertifikat.pdf`)
  assert.deepEqual([pdf.status, pdf.headers.get('location')], [303, `/verifikasi/${certificateId}`])
  const json = await get(`/verifikasi/${certificateId}/kredensial.json`)
  assert.equal(json.status, 410)
  assert.doesNotMatch(await json.text(), /Siti/)
})

test('an unknown number is said to be unknown, whatever it looks like', async () => {
  for (const number of ['AAAAAAAAAAAA', 'xyz', '%3Cscript%3E', `${'9'.repeat(300)}`]) {
    const answer = await get(`/verifikasi/${number}`)
    assert.equal(answer.status, 404)
    const page = await answer.text()
    assert.match(page, /Sertifikat tidak dikenal/)
    assert.doesNotMatch(page, /<script>/)
    for (const file of ['sertifikat.pdf', 'kredensial.json'])
      assert.equal((await get(`/verifikasi/${number}/${file}`)).status, 404)
  }
  for (const path of ['/status/0', '/status/2', '/status/x', '/status/999999999'])
    assert.equal((await get(path)).status, 404, path)
})

test('the form takes a number however it is typed, and says what is wrong with another', async () => {
  const { certificateId } = await aCertificate()
  const typed = certificateId.toLowerCase().replace(/(.{4})/g, '$1 ')
  for (const given of [typed, `${url}/verifikasi/${certificateId}`]) {
    const answer = await get(`/verifikasi?nomor=${encodeURIComponent(given)}`)
    assert.deepEqual([answer.status, answer.headers.get('location')], [303, `/verifikasi/${certificateId}`])
  }
  assert.match(await (await get('/verifikasi')).text(), /Nomor sertifikat/)
  const wrong = await get('/verifikasi?nomor=123')
  assert.equal(wrong.status, 400)
  assert.match(await wrong.text(), /terdiri dari 12 huruf dan angka/)
  assert.match(await (await get('/verifikasi?nomor=')).text(), /belum diisi/)
})

test('whoever tries numbers is slowed down', async () => {
  const ask = async () =>
    (await app.request(`${url}/verifikasi/AAAAAAAAAAAA`, { headers: { 'x-forwarded-for': '192.0.2.1' } }))
      .status
  const answers: number[] = []
  for (let tries = 0; tries < 125; tries++) answers.push(await ask())
  assert.deepEqual([...new Set(answers.slice(0, 120))], [404])
  assert.deepEqual([...new Set(answers.slice(120))], [429])
  clock.advance(minute)
  assert.equal(await ask(), 404)
})

test('verifiers in a browser may fetch keys, lists and credentials from anywhere', async () => {
  const { certificateId } = await aCertificate()
  for (const path of ['/.well-known/did.json', '/status/1', `/verifikasi/${certificateId}/kredensial.json`]) {
    const { headers } = await get(path)
    assert.equal(headers.get('access-control-allow-origin'), '*')
    assert.match(headers.get('content-type') ?? '', /json/)
  }
})
