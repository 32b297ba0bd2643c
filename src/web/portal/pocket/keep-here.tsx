import type { Language } from '../../../kernel/wib.ts'
import { pocketAddress, pocketCache, pocketScope } from './pocket.ts'
import { pocketFiles } from './pocket-assets.ts'
import { pocketWords } from './pocket-words.ts'

/** In the head of a page with {@link KeepHere}: what it is installed from, and the script that keeps the copy. */
export function PocketHead() {
  return (
    <>
      <link rel="manifest" href={pocketFiles.manifest} />
      <link rel="apple-touch-icon" href={pocketFiles.icon192} />
      <script src={pocketFiles.keep} defer />
    </>
  )
}

/** Leads to the copy of the card, whose state is `mark`; a browser that can keeps it, and says so once it has. */
export function KeepHere({ mark, language }: { mark: string; language: Language }) {
  const said = pocketWords[language]
  return (
    <div class="stack screen">
      <p>
        <a href={pocketAddress}>{said.open}</a>
      </p>
      <p
        class="small muted"
        data-keep={pocketAddress}
        data-kept-as={mark}
        data-cache={pocketCache.cache}
        data-worker={pocketFiles.worker}
        data-scope={pocketScope}
        hidden
      >
        {said.kept}
      </p>
    </div>
  )
}
