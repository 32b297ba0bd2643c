/** How many days an institution's report of a completion rests unless the year's rules say otherwise. */
export const usualReportRestDays = 7
