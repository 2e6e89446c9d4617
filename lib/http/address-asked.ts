/** The address of this server as whoever asks knows it. */

const usual = 'http://127.0.0.1:3000'

type Headers = { host?: string | undefined; 'x-forwarded-proto'?: string | string[] | undefined }

/** Without a slash at its end. What is no plain name of a host stays out of programs and terminals. */
export function addressAsked({ host = '', 'x-forwarded-proto': protocol }: Headers): string {
  const scheme = protocol === 'https' ? 'https' : 'http'
  return /^[\w.:[\]-]+$/.test(host) ? `${scheme}://${host}` : usual
}
