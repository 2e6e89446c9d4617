/** `npm run NAME`: sets up what is missing, then runs scripts/NAME.ts with the arguments that follow. */
import { checkNode, generate, install } from './setup.mjs'

checkNode()
install()
generate()
const { register } = await import('tsx/esm/api')
register()
const [name] = process.argv.splice(2, 1)
await import(`./${name}.ts`)
