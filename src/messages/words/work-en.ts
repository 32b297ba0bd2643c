import type { WorkWords } from './words.ts'

/** What the staff is told of work that waits for them. */
export const workWordsEn: WorkWords = {
  'sweep-stopped': {
    email: {
      subject: 'The revocations of wave {wave} have stopped: two people must decide',
      body: `# The revocations of wave {wave} have stopped

Hello {name},

The terms of too many recipients are over at once, so nobody of them was revoked. Other waves go on.

- Terms that are over: {due}
- Recipients of this wave: {recipients}
- Stopped at: {stoppedAt}

Look first: is the clock of the server right, did the notices and reminders go out? Then let it go on, or extend the deadline. Both take two people.

[Open the page of deadlines]({link})`,
    },
  },
  'cases-late': {
    email: {
      subject: 'Cases that are late: {cases}',
      body: `# Cases that are late

Hello {name},

So many cases have passed the time by which they are to be decided, and were not told of before: {cases}.

[Open the late cases]({link})

Take them, hand them over, or ask their owners. Nobody is told of these a second time.`,
    },
  },
}
