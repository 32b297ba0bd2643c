import type { Found } from '../../../reconciliation/compare-rules.ts'
import { type FilePreview, previewFile, takePartnerFile } from '../../../reconciliation/take-file.ts'
import { errorPage } from '../../http/errors.tsx'
import * as parts from '../../parts/parts.ts'
import { goTo, here } from '../../site/link.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { consolePage, type Shown, whole } from '../page.tsx'
import { SideOf } from './differences-page.tsx'
import { takeSentence } from './reconciliation-page.tsx'
import { reconciliationWords } from './reconciliation-words.ts'

/** So many differences are shown before they are kept. */
const onPage = 200

/** `/konsol/keuangan/berkas-toko/:file`: what a storefront's file says otherwise, before it is kept. */
export async function partnerFilePage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const { c, deps, language } = request
  const preview = await previewFile(deps.reconciling, c.req.param('file') ?? '')
  if (!preview.ok) return errorPage(c, 404)
  const { storefront, day, rows, passedOver, taken, found, clientCode } = preview.value
  const said = reconciliationWords[language]
  return consolePage(
    request,
    { title: said.preview(storefront, day), ...shown },
    <>
      <p class="lead">{said.previewText(whole(rows, language), whole(passedOver, language))}</p>
      {found.length === 0 ? <parts.Notice tone="success" title={said.nothingDiffers} /> : ''}
      {found.length > 0 ? <FoundTable preview={preview.value} language={language} /> : ''}
      {taken ? (
        <>
          <p>{said.taken}</p>
          <p>
            <a href={`/konsol/keuangan/selisih?toko=${clientCode}&hari=${day}`}>{said.differences}</a>
          </p>
        </>
      ) : offers(request, 'run_money') ? (
        <parts.Form action={here(c)} plain>
          <p>{said.takeText}</p>
          <parts.Button>{said.take}</parts.Button>
        </parts.Form>
      ) : (
        ''
      )}
      <p>
        <a href="/konsol/keuangan/rekonsiliasi">{said.title}</a>
      </p>
    </>,
  )
}

function FoundTable({ preview, language }: { preview: FilePreview; language: ConsoleRequest['language'] }) {
  const said = reconciliationWords[language]
  const { found } = preview
  const row = ({ kind, invoice_code, ours, theirs }: Found) => [
    said.kinds[kind],
    invoice_code,
    <SideOf side={ours} language={language} />,
    <SideOf side={theirs} language={language} />,
  ]
  return (
    <>
      <parts.Table
        caption={`${said.differences}: ${whole(found.length, language)}`}
        columns={[{ label: said.what }, { label: said.of }, { label: said.ours }, { label: said.theirs }]}
        rows={found.slice(0, onPage).map(row)}
      />
      {found.length > onPage ? <p>{said.more(whole(found.length - onPage, language))}</p> : ''}
    </>
  )
}

/** Keeps what the file was found to differ in. */
export async function submitTakeFile(request: ConsoleRequest): Promise<Response> {
  const { c, deps, language, actor } = request
  const taken = await takePartnerFile(deps.reconciling, c.req.param('file') ?? '', actor)
  if (!taken.ok) return partnerFilePage(request, { problem: takeSentence(language, taken) })
  const { clientCode, day } = taken.value.preview
  return goTo(c, `/konsol/keuangan/selisih?toko=${clientCode}&hari=${day}&kabar=partner_file_taken`)
}
