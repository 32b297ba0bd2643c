import { ListProblem } from '../../lists/list-problem.ts'

/** A file of a bank that cannot be taken, with a sentence in Indonesian and one in English that says what to do. */
export function unreadable(id: string, en: string): ListProblem {
  return new ListProblem('file_unreadable', { id, en })
}

/** Rupiah from a bank's number, `600000.00` or `600000,00`; what is no whole rupiah is refused with where it stands. */
export function wholeRupiah(text: string | undefined, where: string): number {
  const [, rupiah, cents = ''] = /^(\d{1,15})(?:[.,](\d*))?$/.exec(text?.trim() ?? '') ?? []
  if (rupiah === undefined || /[1-9]/.test(cents))
    throw unreadable(
      `Jumlah "${text ?? ''}" di ${where} bukan rupiah penuh. Periksa berkas dari bank.`,
      `The amount "${text ?? ''}" at ${where} is no whole rupiah. Check the file of the bank.`,
    )
  return Number(rupiah)
}
