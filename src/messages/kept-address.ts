/** In SQL, the address of a message as its history keeps it: of the one that tells somebody that they were erased, none. */
export const keptAddress = `case when template = 'person-erased' then '' else address end`
