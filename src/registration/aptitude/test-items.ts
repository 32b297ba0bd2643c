import { arithmeticItems } from './test-items-arithmetic.ts'
import { motivationItems } from './test-items-motivation.ts'
import { readingItems } from './test-items-reading.ts'
import type { TestItem } from './test-rules.ts'

/** The eighteen items of the test, in the order in which they are asked. All of them are our own. */
export const testItems: readonly TestItem[] = [...motivationItems, ...readingItems, ...arithmeticItems]
