/** From a page of this server to one file that needs neither it nor a program. */

const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"

type Parts = {
  /** The page as the server sent it. */
  page: string
  title: string
  /** Reads a style sheet of the page by its address. */
  readStyle(path: string): Promise<string>
}

/** The main part of the page with its styles and its data; whatever runs or refers to the server is left out. */
export async function oneFile({ page, title, readStyle }: Parts): Promise<string> {
  const main = /<main.*<\/main>/s.exec(page)?.[0]
  if (main === undefined) throw new Error('The page of the report has no main part.')
  const sheets = [...page.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(
    ([, path]) => path as string,
  )
  const styles = await Promise.all([...new Set(sheets)].map(readStyle))
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="content-security-policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(title)}</title>`,
    `<style>${styles.map(withoutAddresses).join('\n')}</style>`,
    '</head>',
    `<body>${withoutPrograms(main)}</body>`,
    '</html>\n',
  ].join('\n')
}

/** React escapes what runs say: a `<script` in the markup is one of the page's own. The data of the report stays. */
function withoutPrograms(main: string): string {
  return main
    .replace(/<script(?![^>]*type="application\/json")[^>]*>.*?<\/script>/gs, '')
    .replace(/<!--.*?-->/gs, '')
    .replace(/<link[^>]*>/g, '')
    .replace(/ href="\/[^"]*"/g, '')
}

/** Fonts and pictures of the server are not there. */
function withoutAddresses(style: string): string {
  return style.replace(/@font-face\s*\{[^}]*\}/g, '').replace(/<\//g, '<\\/')
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)
}
