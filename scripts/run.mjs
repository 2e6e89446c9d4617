/** `npm run NAME`: sets up what is missing, then runs the command NAME of scripts/ with the arguments that follow. */
import { bundle, checkNode, generate, install } from './setup.mjs'

checkNode()
install()
generate()
bundle()
const [name] = process.argv.splice(2, 1)
await import(`../dist/${name}.js`)
