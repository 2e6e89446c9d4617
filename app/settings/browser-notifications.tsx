'use client'
import { useEffect, useState } from 'react'
import { isNoticeSwitchedOn, switchNotices } from '../components/notice-switch.ts'

type Permission = NotificationPermission | 'unsupported'

const words: Record<Permission, string> = {
  unsupported: 'This browser has none, or only over https or localhost.',
  default: 'The browser will ask whether it may.',
  granted:
    'One for each new warning or critical finding of a live run, and for the ends that are ticked above, while no page of Lossglass is in front.',
  denied: 'They are forbidden for this address: allow them in the settings of the browser.',
}

/** Notifications of this browser; the choice stays in it and needs no saving. */
export function BrowserNotifications() {
  const [permission, setPermission] = useState<Permission | null>(null)
  const [isOn, setOn] = useState(false)
  useEffect(() => {
    setPermission('Notification' in window ? Notification.permission : 'unsupported')
    setOn(isNoticeSwitchedOn())
  }, [])
  async function turn(wanted: boolean) {
    const now = wanted && permission === 'default' ? await Notification.requestPermission() : permission
    setPermission(now)
    const mayBeOn = wanted && now === 'granted'
    switchNotices(mayBeOn)
    setOn(mayBeOn)
  }
  if (!permission) return <div className="set-browser" />
  return (
    <div className="set-browser">
      <label className="set-switch">
        <input
          type="checkbox"
          className="tick-box"
          disabled={permission === 'unsupported' || permission === 'denied'}
          checked={isOn && permission === 'granted'}
          onChange={(event) => turn(event.target.checked)}
        />
        Notifications of this browser
      </label>
      <p className="soft small">{words[permission]}</p>
    </div>
  )
}
