import type { FoundPoint } from '../../catalogue/proposals/curation.ts'
import { curationWords } from '../../catalogue/proposals/curation-words.ts'
import * as parts from '../parts/parts.ts'
import { dictionary } from '../words/dictionary.ts'

export const curationTableWords = dictionary({
  id: { point: 'Butir', holds: 'Terpenuhi', comment: 'Catatan', yes: 'Ya', no: 'Belum' },
  en: { point: 'Point', holds: 'Holds', comment: 'Note', yes: 'Yes', no: 'Not yet' },
})

/** The checklist of a decision as it was found, for curators and for the institution. */
export function CurationTable(props: { caption: string; points: readonly FoundPoint[] }) {
  const { language } = parts.useView()
  const said = curationTableWords[language]
  return (
    <parts.Table
      caption={props.caption}
      columns={[{ label: said.point }, { label: said.holds }, { label: said.comment }]}
      rows={props.points.map(({ point, ticked, comment }) => [
        curationWords[language][point],
        ticked ? said.yes : said.no,
        comment || '-',
      ])}
    />
  )
}
