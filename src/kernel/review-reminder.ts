/** Days after a training was finished on which its holder is reminded of the review, in years that say nothing of it. */
export const usualReviewReminderDays = 7
