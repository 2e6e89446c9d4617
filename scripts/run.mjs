/** `npm run NAME`: sets up what is missing, then runs the command NAME of scripts/ with the arguments that follow. */
import { prepare } from './setup.mjs'

prepare()
const [name] = process.argv.splice(2, 1)
await import(`../dist/${name}.js`)
