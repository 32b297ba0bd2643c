import type { LearningWords } from './words.ts'

/** What is written to those who learn. */
export const learningWordsEn: LearningWords = {
  'training-finished': {
    sms: 'BEKAL: well done, the training {course} is finished. Your certificate: {certificateLink}',
    email: {
      subject: 'The training {course} is finished: your certificate is there',
      body: `# Your training is finished

Congratulations, {name}.

- Training: {course}
- Institution: {institution}

[Open and download the certificate]({certificateLink})

Whoever is given the number or the link of this certificate can check it there.

The next steps, a review and another training, are on your card:

[Open my card]({link})`,
    },
  },
  'certificate-issued': {
    sms: 'BEKAL: your certificate for the training {course} is issued: {certificateLink}',
    email: {
      subject: 'Your certificate for {course} is issued',
      body: `# Your certificate is issued

Hello {name},

One more certificate is issued for a training that you have finished.

- Training: {course}
- Institution: {institution}
- Grade: {grade}

[Open and download the certificate]({certificateLink})

All of your certificates are on your card:

[Open my card]({link})`,
    },
  },
  'review-due': {
    sms: 'BEKAL: the training {course} is finished. Write its review, it takes a few minutes: {link}',
    email: {
      subject: 'How was {course}? Write your review',
      body: `# Write the review of your training

Hello {name},

You finished this training and have not written its review yet. Reviews help others to choose, and the incentive of a first training is scheduled only once it is reviewed.

- Training: {course}
- Bought at: {storefront}

The next step is on the page of your card. We remind you only once.

[Write the review]({link})`,
    },
  },
}
