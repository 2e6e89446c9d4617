/** What the names of values of the machine begin with, which are not read. */
export const machine = '__swanlab__.'
