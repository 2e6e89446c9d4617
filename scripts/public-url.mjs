/** The address by which others reach the server, as `npm start` is told it: pages are built for its path. Plain JavaScript, since
 * it runs before anything is installed. */

/** @typedef {{ address: string, basePath: string }} PublicUrl */

/**
 * Of `--public-url`, else of LOSSGLASS_PUBLIC_URL; null where neither is given. Without a slash at its end.
 * @param {readonly string[]} args
 * @param {Record<string, string | undefined>} env
 * @returns {PublicUrl | null} Throws an error whose message is a sentence for who gave it.
 */
export function publicUrlIn(args, env) {
  const at = args.findLastIndex((arg) => /^--public-url(=|$)/.test(arg))
  const flag = args[at]
  const given = flag === undefined ? env.LOSSGLASS_PUBLIC_URL : (flag.split('=')[1] ?? args[at + 1])
  return given ? publicUrlOf(given) : null
}

/**
 * @param {string} text
 * @returns {PublicUrl}
 */
function publicUrlOf(text) {
  const fault = `--public-url takes an address such as https://lab.example.org/lossglass, not "${text.slice(0, 200)}".`
  if (!/^https?:\/\/[^@?#\\]+$/.test(text) || !URL.canParse(text)) throw new Error(fault)
  const { origin, pathname } = new URL(text)
  const basePath = pathname.replace(/\/+$/, '')
  if (!/^(\/[\w.~-]+)*$/.test(basePath)) throw new Error(fault)
  return { address: origin + basePath, basePath }
}
