import type { Exceptions } from './measures.ts'

// What is larger than the house allows, from before it was measured. Each list may only shrink: split what you touch, take it off.

/** Files of more than 250 lines. */
export const largeFiles: Exceptions = {
  'learning/completion/rules.ts': [290, 'waits to be split by noun'],
  'messages/templates.ts': [280, 'one table'],
  'messages/words/en.ts': [383, 'one table of words, read beside the other language'],
  'messages/words/id.ts': [383, 'one table of words, read beside the other language'],
  'partners/error-catalogue.ts': [311, 'one table'],
  'purchase/authorize-sql.ts': [309, 'statements that are read together'],
  'purchase/rules.ts': [348, 'the text of the programme, in order: decision 0017'],
  'web/console/console-words.ts': [364, 'one table of words, read beside the other language'],
  'web/institution-portal/institution-portal-words.ts': [
    297,
    'one table of words, read beside the other language',
  ],
}

/** Folders of more than 20 files. */
export const largeFolders: Exceptions = {}

/** Functions of more than 60 lines: the one with this name in this file. */
export const largeFunctions: Exceptions = {
  'messages/outbox/sending-worker.ts sendingWorker': [120, 'a closure over its state'],
  'purchase/otp/otp-guard.ts openOtpGuard': [74, 'a closure over its state'],
}
