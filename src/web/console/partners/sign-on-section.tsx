import { listSignOnClients, type SignOnClient } from '../../../partners/sign-on/clients.ts'
import { field } from '../../http/form-fields.ts'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { instant, type Shown } from '../page.tsx'
import { Act } from '../parts/list-parts.tsx'
import { signOnWords } from './sign-on-words.ts'

/** What a client of single sign-on is made of. */
export const clientForm = form((language) => {
  const said = signOnWords[language]
  return {
    alamat_masuk: ask.text(field.text(4000), said.uris, { hint: said.urisHint, lines: 3, maxlength: 4000 }),
    alamat_keluar: ask.text(field.text(4000).optional(), said.logoutUris, { lines: 2, maxlength: 4000 }),
    minta_hp: ask.tick(field.flag(), said.phone),
    minta_kartu: ask.tick(field.flag(), said.card),
  }
})

/** A partner as a client of the programme's sign-on, and for whoever may: how it becomes one, and how that ends. */
export async function signOnSection(request: ConsoleRequest, clientCode: string, shown: Shown) {
  const { c, ctx, language } = request
  const said = signOnWords[language]
  const client = (await listSignOnClients(ctx.db)).find(
    ({ issuer, clientId }) => issuer === 'programme' && clientId === clientCode,
  )
  const at = `/konsol/mitra/toko/${clientCode}` as const
  const runs = offers(request, 'run_partners')
  return (
    <>
      <h2>{said.title}</h2>
      {client ? <Facts client={client} language={language} /> : <p class="muted">{said.none}</p>}
      {runs && client && !client.endedAt ? (
        <>
          <Act title={said.rotate} text={said.rotateText} action={`${at}/rahasia`} button={said.rotate} />
          <Act title={said.end} text={said.endText} action={`${at}/akhiri-masuk`} button={said.end} />
        </>
      ) : (
        ''
      )}
      {runs && (!client || client.endedAt) ? (
        <Act title={said.add} text={said.addText} action={`${at}/masuk-tunggal`} button={said.add}>
          {clientForm.fields(c, shown)}
        </Act>
      ) : (
        ''
      )}
      <p>
        <a href={`${at}/katalog`}>{said.catalogue}</a>
      </p>
    </>
  )
}

function Facts({ client, language }: { client: SignOnClient; language: ConsoleRequest['language'] }) {
  const said = signOnWords[language]
  return (
    <parts.SummaryList
      rows={[
        { label: said.state, value: client.endedAt ? said.ended : said.active },
        { label: said.scopes, value: client.scopes.join(', ') },
        { label: said.redirects, value: client.redirectUris.join(' ') },
        { label: said.secretAt, value: instant(client.secretChangedAt, language) },
      ]}
    />
  )
}
