/** Whether this browser shows notifications: a choice of the person before it, kept in localStorage. */

const key = 'browser-notifications'
const switched = 'lossglass-notices'

export function isNoticeSwitchedOn(): boolean {
  try {
    return localStorage.getItem(key) === 'on'
  } catch {
    return false
  }
}

/** Whether it may show them, too. */
export function areNoticesWanted(): boolean {
  return 'Notification' in window && Notification.permission === 'granted' && isNoticeSwitchedOn()
}

export function switchNotices(on: boolean): void {
  if (on) localStorage.setItem(key, 'on')
  else localStorage.removeItem(key)
  window.dispatchEvent(new Event(switched))
}

/** Hears of a change in this page and in others. Call the answer to stop. */
export function onNoticeSwitch(listener: () => void): () => void {
  window.addEventListener(switched, listener)
  window.addEventListener('storage', listener)
  return () => {
    window.removeEventListener(switched, listener)
    window.removeEventListener('storage', listener)
  }
}
