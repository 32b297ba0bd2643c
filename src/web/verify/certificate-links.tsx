import type { Language } from '../../kernel/wib.ts'
import type { Certificate } from '../../learning/certificates/certificates.ts'
import * as parts from '../parts/parts.ts'
import { verifyWords } from './verify-words.ts'

/** Links to certificates that hold, for pages of their holder; draws nothing before there is one. */
export function CertificateLinks(props: { certificates: readonly Certificate[]; language: Language }) {
  const said = verifyWords[props.language]
  const held = props.certificates.filter(({ revoked }) => !revoked)
  if (held.length === 0) return null
  return (
    <parts.Buttons>
      {held.map(({ certificateId, kind }) => (
        <parts.LinkButton look="second" href={`/verifikasi/${certificateId}`}>
          {said.kinds[kind]}
        </parts.LinkButton>
      ))}
    </parts.Buttons>
  )
}
