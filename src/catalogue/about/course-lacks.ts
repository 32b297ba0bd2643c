/** What a course is not sold without, beside title, institution, category, method and price: `course_lacks` in the database says which. */
export const courseLacks = ['description', 'outcomes', 'syllabus'] as const
export type CourseLack = (typeof courseLacks)[number]
