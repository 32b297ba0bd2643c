import type { BankRefusal } from './bank-statement.ts'
import { allAt, readXml, textAt } from './xml-tree.ts'

/** Reads the orders that a bank refuses in an ISO 20022 pain.002 status report. What it accepts moves nothing yet. */
export function readPain002(text: string): BankRefusal[] {
  const refusals: BankRefusal[] = []
  readXml(text, new Set(['TxInfAndSts']), (element) => {
    const endToEndId = textAt(element, 'OrgnlEndToEndId')
    if (textAt(element, 'TxSts') !== 'RJCT' || !endToEndId) return
    const reasons = allAt(element, 'StsRsnInf').flatMap((one) => [
      textAt(one, 'Rsn', 'Cd') ?? textAt(one, 'Rsn', 'Prtry'),
      ...allAt(one, 'AddtlInf').map((said) => said.text.trim()),
    ])
    refusals.push({ endToEndId, reason: reasons.filter(Boolean).join(' ') })
  })
  return refusals
}
