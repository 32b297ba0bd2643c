/** `webinar`: taught at a time, online or, where its schedule has a place, in a room. */
export type LearningMethod = 'self_paced' | 'webinar'

const spellings: Record<LearningMethod | 'online' | 'offline', readonly string[]> = {
  self_paced: [
    'self paced',
    'selfpaced',
    'self paced learning',
    'self learning',
    'mandiri',
    'belajar mandiri',
    'pembelajaran mandiri',
    'rekaman',
    'video',
    'asinkron',
    'asynchronous',
    'lms',
    'spl',
  ],
  webinar: [
    'webinar',
    'live',
    'live class',
    'kelas live',
    'kelas langsung',
    'daring langsung',
    'tatap muka daring',
    'tatap muka online',
    'sinkron',
    'synchronous',
    'zoom',
  ],
  online: ['online', 'daring', 'e learning', 'elearning', 'dalam jaringan'],
  offline: [
    'luring',
    'offline',
    'tatap muka',
    'luar jaringan',
    'bauran',
    'hybrid',
    'blended',
    'onsite',
    'kelas',
  ],
}

/** What a word for the learning method means; `online` may be either of the two. Undefined: unknown. */
export function cleanMethod(word: string): LearningMethod | 'online' | 'offline' | undefined {
  const key = word
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim()
  for (const [method, words] of Object.entries(spellings)) {
    if (words.includes(key)) return method as LearningMethod
  }
  return undefined
}
