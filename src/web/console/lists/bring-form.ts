import { z } from 'zod'
import type { ListKind } from '../../../lists/list-imports.ts'
import type { Wave } from '../../../waves/waves.ts'
import { field } from '../../http/form-fields.ts'
import { ask, form } from '../../site/form.tsx'
import { words } from '../console-words.ts'
import { importsWords } from './imports-words.ts'

/** What is asked of a list that is brought; the file itself comes beside the answers. */
export function bringForm(kinds: readonly ListKind[], waves: readonly Wave[]) {
  return form((language) => {
    const said = importsWords[language]
    const named = waves
      .filter(({ status }) => ['planned', 'drawn', 'open'].includes(status))
      .map(({ waveId, number, year }) => ({
        value: String(waveId),
        label: words[language].waveOf(String(number), String(year)),
      }))
    return {
      isi: ask.radios(
        z.string().max(20),
        said.kind,
        kinds.map((kind) => ({ value: kind, label: said.kinds[kind] })),
      ),
      berkas: ask.file(said.file, ['.csv', '.txt', '.tsv'], { hint: said.fileHint }),
      gelombang: ask.select(
        z.string().max(12).optional(),
        said.wave,
        [{ value: '', label: said.noWave }, ...named.toReversed()],
        { hint: said.waveHint, short: true },
      ),
      instansi: ask.text(field.text(120).optional(), said.agency, { hint: said.agencyHint, maxlength: 120 }),
      sumber: ask.text(field.text(60).optional(), said.source, {
        hint: said.sourceHint,
        short: true,
        maxlength: 60,
      }),
    }
  })
}
