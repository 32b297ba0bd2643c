import { type ListOptions, openList, type RowProblem } from '../lists/read-list.ts'
import { recipientList } from './recipient-list.ts'
import type { RawRecipient } from './recipient-row.ts'

/** A row of the file and the line on which it begins. */
export interface RecipientLine {
  readonly line: number
  readonly raw: RawRecipient
  /** why the row cannot be taken, whatever it says */
  readonly problem: RowProblem | undefined
}

const nothing: RawRecipient = {
  name: '',
  nik: '',
  kk: '',
  birth_date: '',
  phone: '',
  email: '',
  education: '',
  occupation: '',
}

/** Reads a list of recipients or applicants row by row, as every list is read. Throws a ListProblem. */
export async function* readRecipientFile(
  source: AsyncIterable<Uint8Array | string>,
  options: ListOptions = {},
): AsyncGenerator<RecipientLine> {
  const { rows } = await openList(source, recipientList, options)
  for await (const { line, cells, problem } of rows) {
    // Cells of a row that is too long may be those of other columns: a family card where the name should stand.
    const slipped = problem !== undefined && problem !== 'damaged_characters'
    yield { line, raw: slipped ? nothing : cells, problem }
  }
}
