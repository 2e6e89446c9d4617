/** `npm start`: sets up what is missing, then serves. */
import { publicUrlIn } from './public-url.mjs'
import { giveUp, setUp } from './setup.mjs'

try {
  process.env.LOSSGLASS_BASE_PATH = publicUrlIn(process.argv, process.env)?.basePath ?? ''
} catch ({ message }) {
  giveUp(message)
}
setUp()
process.env.NODE_ENV = 'production'
await import('../dist/serve.js')
