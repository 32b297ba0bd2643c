import type { Certificate } from '../../../learning/certificates/certificates.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { CertificateTable } from '../learning/certificates-page.tsx'
import { certificatesWords } from '../learning/certificates-words.ts'

/** The certificates of a card's holder, revoked ones among them, each with the way to its page; nothing where there is no card. */
export function PersonCertificates(props: {
  certificates: readonly Certificate[] | undefined
  language: ConsoleRequest['language']
}) {
  const { certificates, language } = props
  if (!certificates) return ''
  return (
    <CertificateTable
      certificates={certificates}
      caption={certificatesWords[language].ofPerson}
      language={language}
    />
  )
}
