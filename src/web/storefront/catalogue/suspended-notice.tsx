import type { Language } from '../../../kernel/wib.ts'
import * as parts from '../../parts/parts.ts'
import { words } from '../words.ts'

/** Instead of courses, where the programme has suspended the storefront. */
export function SuspendedNotice({ language }: { language: Language }) {
  const said = words[language]
  return (
    <parts.Notice tone="warning" title={said.suspendedTitle}>
      <p>{said.suspendedText}</p>
      <p>
        <a href="/kartu">{said.way_card}</a>
      </p>
    </parts.Notice>
  )
}
