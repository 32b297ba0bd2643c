import type { listRedirectUris } from '../../../partners/directory/redirect-uris.ts'
import * as parts from '../../parts/parts.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { instant } from '../page.tsx'
import type { PartnerNow } from './partners-page.tsx'
import { partnersWords } from './partners-words.ts'

type Language = ConsoleRequest['language']

/** The live keys of a partner, each with the way to revoke it. */
export function Keys(props: { partner: PartnerNow; runs: boolean; language: Language }) {
  const { partner, runs, language } = props
  const said = partnersWords[language]
  if (partner.keys.length === 0) return <p class="muted">{said.noKey}</p>
  return (
    <parts.Table
      caption={said.keys}
      columns={[said.keys, said.since, ...(runs ? [said.revoke] : [])].map((label) => ({ label }))}
      rows={partner.keys.map(({ slot, createdAt }) => [
        said.key(slot),
        instant(createdAt, language),
        ...(runs
          ? [
              <parts.Form action={`/konsol/mitra/toko/${partner.clientCode}/cabut-kunci`} plain>
                <input type="hidden" name="kunci" value={String(slot)} />
                <parts.Button look="plain">
                  {said.revoke}
                  <span class="hidden"> {said.key(slot)}</span>
                </parts.Button>
              </parts.Form>,
            ]
          : []),
      ])}
    />
  )
}

/** Where participants may be sent back to, each with the way to remove it. */
export function Redirects(props: {
  clientCode: string
  uris: Awaited<ReturnType<typeof listRedirectUris>>
  runs: boolean
  language: Language
}) {
  const { clientCode, uris, runs, language } = props
  const said = partnersWords[language]
  if (uris.length === 0) return <p class="muted">{said.noRedirects}</p>
  return (
    <parts.Table
      caption={said.redirects}
      columns={[said.uri, said.since, ...(runs ? [said.removeUri] : [])].map((label) => ({ label }))}
      rows={uris.map(({ uri, addedAt }) => [
        uri,
        instant(addedAt, language),
        ...(runs
          ? [
              <parts.Form action={`/konsol/mitra/toko/${clientCode}/hapus-alamat`} plain>
                <input type="hidden" name="alamat" value={uri} />
                <parts.Button look="plain">
                  {said.removeUri}
                  <span class="hidden"> {uri}</span>
                </parts.Button>
              </parts.Form>,
            ]
          : []),
      ])}
    />
  )
}
