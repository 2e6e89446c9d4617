import { redirect } from 'next/navigation'

/** Who cuts the address of a run short means the list. */
export default function RunsPage(): never {
  redirect('/')
}
