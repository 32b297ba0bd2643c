import { certificatesOf } from '../../../learning/certificates/certificates.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { CertificateTable } from '../learning/certificates-page.tsx'
import { certificatesWords } from '../learning/certificates-words.ts'

/** The certificates of a card's holder, revoked ones among them, each with the way to its page. */
export async function personCertificates({ ctx, language }: ConsoleRequest, cardId: string) {
  const certificates = await certificatesOf(ctx.db, cardId)
  return (
    <CertificateTable
      certificates={certificates}
      caption={certificatesWords[language].ofPerson}
      language={language}
    />
  )
}
