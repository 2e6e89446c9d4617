/** What a person's browser shows in the place of a page that it may not have: the sentence, and a field for a token. */
import type { Refusal } from '../refusal.ts'

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string) => text.replace(/[&<>"]/g, (letter) => escapes[letter] as string)

/** A person has the field before their eyes, and need not be told what programs send. */
function sentenceOf({ code, message }: Refusal, address: string): string {
  if (code !== 'unauthorized') return message
  return queryOf(address).has('token')
    ? 'That is no token of this server, or none any more: enter another one.'
    : 'This server wants a token: enter it here. Its owner makes one on Settings.'
}

const queryOf = (address: string) => new URLSearchParams(address.split('?').slice(1).join('?'))

/** A browser puts what a form holds in the place of the query: what that says has to be in the form. */
function restOf(address: string): string {
  return [...queryOf(address)]
    .filter(([name]) => name !== 'token')
    .map(([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`)
    .join('\n')
}

/** The form leads to the same address with the token in it, from where the front door takes it. */
export function refusedPage(refusal: Refusal, address: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Lossglass</title>
<style>
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
  main { max-width: 34rem; margin: 15vh auto 0; padding: 0 1.25rem }
  h1 { font-size: 1.25rem }
  form { display: flex; flex-wrap: wrap; gap: .5rem; align-items: end }
  label { flex: 1 1 16rem }
  input { display: block; width: 100%; box-sizing: border-box }
  input, button { font: inherit; padding: .35rem .6rem }
</style>
</head>
<body>
<main>
<h1>Lossglass</h1>
<p role="alert">${escaped(sentenceOf(refusal, address))}</p>
<form>
${restOf(address)}
<label>Token <input name="token" type="password" autocomplete="current-password" required autofocus></label>
<button type="submit">Enter</button>
</form>
</main>
</body>
</html>
`
}
