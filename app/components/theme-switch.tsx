'use client'
import { useEffect, useState } from 'react'

/** Charts listen for this, since a canvas does not see a change of CSS variables. */
export const themeEvent = 'lossglass-theme'

/** Switches between light and dark; until it is used the system's choice holds. */
export function ThemeSwitch() {
  const [isDark, setDark] = useState<boolean | null>(null)
  useEffect(() => {
    const chosen = document.documentElement.dataset.theme
    setDark(chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches)
  }, [])
  function turn() {
    const theme = isDark ? 'light' : 'dark'
    document.documentElement.dataset.theme = theme
    localStorage.setItem('theme', theme)
    setDark(!isDark)
    window.dispatchEvent(new Event(themeEvent))
  }
  return (
    <button type="button" className="plain" onClick={turn}>
      {isDark ? 'Light' : 'Dark'}
    </button>
  )
}
