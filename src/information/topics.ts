/** What the programme is asked about, in the order in which a newcomer meets it. */
export const topics = ['join', 'wave', 'card', 'buy', 'learn', 'incentive', 'account', 'safe'] as const
export type Topic = (typeof topics)[number]

/** The same, and what fits none of them. */
export const inquiryTopics = [...topics, 'other'] as const
export type InquiryTopic = (typeof inquiryTopics)[number]
